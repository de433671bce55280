package dev.crow.notification.personaldata;

import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.mail.Postbox;
import dev.crow.notification.people.Member;
import dev.crow.notification.people.Members;
import dev.crow.objectstore.ObjectStore;
import dev.crow.personaldata.ExportFiles;
import dev.crow.personaldata.PersonalDataHolder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What this service holds on people and organizations. It holds nothing on visitors: of
 * interactions it keeps ids.
 */
@Component
class HeldData implements PersonalDataHolder {

  private static final List<String> OF_PEOPLE =
      List.of("notifications", "preferences", "mail_wishes", "digests", "members");
  private static final List<String> OF_ORGANIZATIONS =
      List.of(
          "delivery_attempts",
          "deliveries",
          "webhooks",
          "rule_hits",
          "rules",
          "usage_counts",
          "last_visits",
          "refusals");

  private final Members members;
  private final Postbox postbox;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final ExportFiles files;
  private final ExportedRows exported;

  HeldData(
      Members members,
      Postbox postbox,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ObjectStore objects,
      ExportedRows exported,
      JsonMapper json) {
    this.members = members;
    this.postbox = postbox;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.files = new ExportFiles(Services.NOTIFICATION, objects, json);
    this.exported = exported;
  }

  @Override
  public Map<String, Long> eraseBesideRows(ErasureOrdered order) {
    return switch (order.scope()) {
      case VISITOR -> Map.of();
      case USER ->
          Map.of("mails", erasePersonBesideRows(order.organizationId(), order.subjectId()));
      case ORGANIZATION ->
          Map.of("mails", eraseMails(order.organizationId(), members.all(order.organizationId())));
    };
  }

  /** From now on nothing is told to the person, and no mail to them is left. */
  long erasePersonBesideRows(String organizationId, String userId) {
    return eraseMails(userId, members.find(organizationId, userId).stream().toList());
  }

  private long eraseMails(String closed, List<Member> people) {
    List<String> addresses = people.stream().map(Member::email).toList();
    long[] mails = {0};
    postbox.whilePausing(
        () -> {
          transaction.executeWithoutResult(
              _ -> {
                members.close(closed);
                mails[0] = addresses.stream().mapToLong(postbox::forgetWaiting).sum();
              });
          mails[0] += postbox.forgetFiles(addresses);
        });
    return mails[0];
  }

  @Override
  public Map<String, Long> eraseRows(ErasureOrdered order) {
    return switch (order.scope()) {
      case VISITOR -> Map.of();
      case USER -> Map.of("rows", erasePerson(order.organizationId(), order.subjectId()));
      case ORGANIZATION -> {
        long rows = 0;
        for (List<String> tables : List.of(OF_PEOPLE, OF_ORGANIZATIONS)) {
          for (String table : tables) {
            rows +=
                jdbc.sql("DELETE FROM " + table + " WHERE org_id = ?")
                    .param(order.organizationId())
                    .update();
          }
        }
        yield Map.of("rows", rows);
      }
    };
  }

  /** Their own rows, and what others were told of them. */
  long erasePerson(String organizationId, String userId) {
    long rows = 0;
    for (String table : OF_PEOPLE) {
      rows +=
          jdbc.sql("DELETE FROM " + table + " WHERE org_id = ? AND user_id = ?")
              .params(organizationId, userId)
              .update();
    }
    for (String sql :
        List.of(
            """
            DELETE FROM delivery_attempts WHERE org_id = :org AND delivery_id IN
              (SELECT id FROM deliveries WHERE org_id = :org AND about = :user)
            """,
            "DELETE FROM deliveries WHERE org_id = :org AND about = :user",
            "DELETE FROM notifications WHERE org_id = :org AND about = :user")) {
      rows += jdbc.sql(sql).param("org", organizationId).param("user", userId).update();
    }
    return rows;
  }

  @Override
  public List<String> export(ExportOrdered order) {
    String organization = order.organizationId();
    Map<String, Object> content = new HashMap<>();
    switch (order.scope()) {
      case VISITOR -> {
        return List.of();
      }
      case USER ->
          members
              .find(organization, order.subjectId())
              .ifPresent(member -> content.put("people", List.of(exported.person(member))));
      case ORGANIZATION -> {
        content.put("people", members.all(organization).stream().map(exported::person).toList());
        content.putAll(exported.organization(organization));
      }
    }
    return content.isEmpty() ? List.of() : List.of(files.put(order, "", content));
  }
}
