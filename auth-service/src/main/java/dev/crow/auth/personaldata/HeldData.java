package dev.crow.auth.personaldata;

import dev.crow.auth.account.EndingSessions;
import dev.crow.auth.account.PersonalData;
import dev.crow.auth.account.Throttle;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.mail.Mails;
import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.CredentialRevoked.Kind;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Erases and exports the rows, files and mails this service holds. */
@Component
class HeldData implements PersonalData {

  private final HeldRows rows;
  private final Mails mails;
  private final EndingSessions sessions;
  private final Throttle throttle;
  private final AuthEvents events;
  private final ObjectStore objects;
  private final JsonMapper json;

  HeldData(
      HeldRows rows,
      Mails mails,
      EndingSessions sessions,
      Throttle throttle,
      AuthEvents events,
      ObjectStore objects,
      JsonMapper json) {
    this.rows = rows;
    this.mails = mails;
    this.sessions = sessions;
    this.throttle = throttle;
    this.events = events;
    this.objects = objects;
    this.json = json;
  }

  @Override
  public void whilePausing(Runnable action) {
    mails.whilePausing(action);
  }

  @Override
  public Set<String> addresses(String organizationId, Scope scope, String subject) {
    Set<String> found = new LinkedHashSet<>();
    for (String user : users(organizationId, scope, subject)) {
      found.addAll(rows.addressesOf(organizationId, user));
    }
    if (scope == Scope.ORGANIZATION) {
      found.addAll(rows.invitedBy(organizationId));
    }
    return found;
  }

  @Override
  public long eraseFiles(Set<String> addresses) {
    return mails.forgetFiles(addresses);
  }

  @Override
  public Supplier<Map<String, Long>> erasingRows(
      String organizationId, Scope scope, String subject) {
    if (scope == Scope.VISITOR) {
      return Map::of;
    }
    Set<String> addresses = addresses(organizationId, scope, subject);
    List<Supplier<Map<String, Long>>> people =
        users(organizationId, scope, subject).stream()
            .map(user -> erasingPerson(organizationId, user))
            .toList();
    List<String> keys = scope == Scope.ORGANIZATION ? rows.activeKeys(organizationId) : List.of();
    return () -> {
      Map<String, Long> erased = new HashMap<>();
      erased.put("mails", addresses.stream().mapToLong(mails::forgetWaiting).sum());
      people.forEach(person -> add(erased, person.get()));
      if (scope == Scope.ORGANIZATION) {
        keys.forEach(id -> events.revoked(organizationId, Kind.KEY, id));
        events.revoked(organizationId, Kind.ORGANIZATION, organizationId);
        add(erased, rows.eraseOrganization(organizationId));
      }
      return erased;
    };
  }

  private Supplier<Map<String, Long>> erasingPerson(String organizationId, String user) {
    Runnable endingSessions = sessions.endingAll(organizationId, user, null);
    List<String> addresses = List.copyOf(rows.addressesOf(organizationId, user));
    return () -> {
      throttle.forgetPerson(user);
      endingSessions.run();
      events.revoked(organizationId, Kind.USER, user);
      return rows.erasePerson(organizationId, user, addresses);
    };
  }

  private static void add(Map<String, Long> sum, Map<String, Long> more) {
    more.forEach((sort, n) -> sum.merge(sort, n, Long::sum));
  }

  @Override
  public List<String> export(ExportOrdered order) {
    String organization = order.organizationId();
    List<Map<String, Object>> people =
        users(organization, order.scope(), order.subjectId()).stream()
            .map(user -> rows.person(organization, user))
            .toList();
    Map<String, Object> part = new LinkedHashMap<>();
    if (!people.isEmpty()) {
      part.put("people", people);
    }
    if (order.scope() == Scope.ORGANIZATION) {
      part.putAll(rows.organization(organization));
    }
    if (part.isEmpty()) {
      return List.of();
    }
    ObjectKey key =
        ObjectKey.of("exports", organization, order.exportId(), Services.AUTH + ".json");
    objects.put(key, new ObjectContent(json.writeValueAsBytes(part), "application/json", Map.of()));
    return List.of(key.value());
  }

  private List<String> users(String organizationId, Scope scope, String subject) {
    return switch (scope) {
      case USER -> rows.users(organizationId).stream().filter(subject::equals).toList();
      case ORGANIZATION -> rows.users(organizationId);
      case VISITOR -> List.of();
    };
  }
}
