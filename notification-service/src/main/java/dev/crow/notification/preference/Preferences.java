package dev.crow.notification.preference;

import dev.crow.notification.people.MailWishes;
import dev.crow.notification.people.Wishes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
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
              put(row, chosen);
            });
    return new Choices(chosen, wishes.of(organizationId, userId));
  }

  /**
   * Asks twice, however many they are.
   *
   * @param organizationId whose
   * @param userIds who
   * @return how each of them is told
   */
  public Map<String, Choices> ofAll(String organizationId, Collection<String> userIds) {
    Map<String, Map<Category, Choice>> chosen = new HashMap<>();
    jdbc.sql("SELECT user_id, category, in_app, email FROM preferences WHERE org_id = ?")
        .param(organizationId)
        .query(
            row -> {
              put(
                  row,
                  chosen.computeIfAbsent(
                      row.getString("user_id"), _ -> new EnumMap<>(Category.class)));
            });
    Map<String, MailWishes> said = wishes.ofAll(organizationId);
    Map<String, Choices> all = new HashMap<>();
    for (String user : userIds) {
      all.put(
          user,
          new Choices(
              chosen.getOrDefault(user, Map.of()), said.getOrDefault(user, MailWishes.UNSAID)));
    }
    return all;
  }

  private static void put(ResultSet row, Map<Category, Choice> chosen) throws SQLException {
    chosen.put(
        Category.valueOf(row.getString("category")),
        new Choice(row.getBoolean("in_app"), MailMode.valueOf(row.getString("email"))));
  }

  void save(String organizationId, String userId, Category category, Choice choice) {
    jdbc.sql(SAVE)
        .params(
            userId, category.name(), organizationId, choice.inApp() ? 1 : 0, choice.email().name())
        .update();
  }
}
