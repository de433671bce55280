package dev.crow.notification.personaldata;

import dev.crow.notification.people.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what is handed over of people and organizations; secrets are not. */
@Repository
class ExportedRows {

  private final JdbcClient jdbc;

  ExportedRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<String, Object> person(Member member) {
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("userId", member.userId());
    person.put("name", member.name());
    person.put("email", member.email());
    person.put(
        "notifications",
        ofPerson(
            member,
            """
            SELECT id, type, title, content, read_at, created_at FROM notifications
            WHERE org_id = ? AND user_id = ? ORDER BY seq
            """));
    person.put(
        "preferences",
        ofPerson(
            member,
            "SELECT category, in_app, email FROM preferences WHERE org_id = ? AND user_id = ?"));
    return person;
  }

  private List<Map<String, @Nullable Object>> ofPerson(Member member, String sql) {
    return jdbc.sql(sql).params(member.organizationId(), member.userId()).query().listOfRows();
  }

  Map<String, Object> organization(String organizationId) {
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put(
        "webhooks",
        jdbc.sql(
                """
                SELECT id, url, description, types, enabled, created_at FROM webhooks
                WHERE org_id = ? ORDER BY id
                """)
            .param(organizationId)
            .query()
            .listOfRows());
    rows.put(
        "rules",
        jdbc.sql(
                """
                SELECT id, name, enabled, watch, patterns, metric, most, hours, created_at
                FROM rules WHERE org_id = ? ORDER BY id
                """)
            .param(organizationId)
            .query()
            .listOfRows());
    return rows;
  }
}
