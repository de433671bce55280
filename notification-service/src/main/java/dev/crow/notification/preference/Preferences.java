package dev.crow.notification.preference;

import dev.crow.notification.people.Wishes;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what people chose. */
@Repository
public class Preferences {

  private static final String SAVE =
      """
      INSERT INTO preferences (user_id, category, org_id, in_app, email) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (user_id, category) DO UPDATE SET in_app = excluded.in_app, email = excluded.email
      """;

  private final JdbcClient jdbc;
  private final Wishes wishes;

  Preferences(JdbcClient jdbc, Wishes wishes) {
    this.jdbc = jdbc;
    this.wishes = wishes;
  }

  /**
   * @param organizationId whose
   * @param userId who
   * @return how they are told
   */
  public Choices of(String organizationId, String userId) {
    Map<Category, Choice> chosen = new EnumMap<>(Category.class);
    jdbc.sql("SELECT category, in_app, email FROM preferences WHERE org_id = ? AND user_id = ?")
        .params(organizationId, userId)
        .query(
            row -> {
              chosen.put(
                  Category.valueOf(row.getString("category")),
                  new Choice(row.getBoolean("in_app"), MailMode.valueOf(row.getString("email"))));
            });
    return new Choices(chosen, wishes.of(organizationId, userId));
  }

  void save(String organizationId, String userId, Category category, Choice choice) {
    jdbc.sql(SAVE)
        .params(
            userId, category.name(), organizationId, choice.inApp() ? 1 : 0, choice.email().name())
        .update();
  }
}
