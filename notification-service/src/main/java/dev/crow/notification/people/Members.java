package dev.crow.notification.people;

import dev.crow.contracts.identity.v1.IdentityEvent.UserJoined;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of members, and of who is one no more. */
@Repository
public class Members {

  private static final String ADD =
      """
      INSERT INTO members (user_id, org_id, email, name, permissions) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private final JdbcClient jdbc;

  Members(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param joined who; one who is known stays as they are
   */
  public void add(UserJoined joined) {
    jdbc.sql(ADD)
        .params(
            joined.userId(),
            joined.organizationId(),
            joined.email(),
            joined.name(),
            words(joined.permissions().granted(joined.role())))
        .update();
  }

  /** A member's new address. */
  public void changeEmail(String organizationId, String userId, String email) {
    change("email", organizationId, userId, email);
  }

  /** A member's new name. */
  public void rename(String organizationId, String userId, String name) {
    change("name", organizationId, userId, name);
  }

  /** What a member may do from now on. */
  public void permit(String organizationId, String userId, Set<String> permissions) {
    change("permissions", organizationId, userId, words(permissions));
  }

  private void change(String column, String organizationId, String userId, String value) {
    jdbc.sql("UPDATE members SET " + column + " = ? WHERE org_id = ? AND user_id = ?")
        .params(value, organizationId, userId)
        .update();
  }

  private static String words(Collection<String> permissions) {
    return String.join(" ", permissions);
  }

  /**
   * @param organizationId whose
   * @param userId a member
   * @return empty if they are not, or no more
   */
  public Optional<Member> find(String organizationId, String userId) {
    return jdbc.sql("SELECT * FROM members WHERE org_id = ? AND user_id = ?")
        .params(organizationId, userId)
        .query(Members::read)
        .optional();
  }

  /**
   * @param organizationId whose
   * @return all of its members
   */
  public List<Member> all(String organizationId) {
    return jdbc.sql("SELECT * FROM members WHERE org_id = ? ORDER BY user_id")
        .param(organizationId)
        .query(Members::read)
        .list();
  }

  /**
   * From now on nothing is kept for the subject.
   *
   * @param subject id of a user who left, or of an erased organization
   */
  public void close(String subject) {
    jdbc.sql("INSERT INTO closed (subject) VALUES (?) ON CONFLICT DO NOTHING")
        .param(subject)
        .update();
  }

  /**
   * @param subject id of a user or an organization
   * @return whether nothing is kept for it any more
   */
  public boolean isClosed(String subject) {
    return jdbc.sql("SELECT count(*) FROM closed WHERE subject = ?")
            .param(subject)
            .query(Integer.class)
            .single()
        > 0;
  }

  private static Member read(ResultSet row, int number) throws SQLException {
    return new Member(
        row.getString("org_id"),
        row.getString("user_id"),
        row.getString("email"),
        row.getString("name"),
        Set.of(row.getString("permissions").split(" ", -1)));
  }
}
