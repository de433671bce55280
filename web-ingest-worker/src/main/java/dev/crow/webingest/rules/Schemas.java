package dev.crow.webingest.rules;

import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.EntityTags;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The schemas of organizations' events. */
@Component
class Schemas {

  private static final int LONGEST_NAME = 64;
  private static final int DEEPEST = 32;

  private final RuleStore store;
  private final SchemaCompiler compiler;
  private final Rules rules;
  private final RulesProperties limits;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock = Clock.systemUTC();

  Schemas(
      RuleStore store,
      SchemaCompiler compiler,
      Rules rules,
      RulesProperties limits,
      TransactionTemplate transaction,
      JsonMapper json) {
    this.store = store;
    this.compiler = compiler;
    this.rules = rules;
    this.limits = limits;
    this.transaction = transaction;
    this.json = json;
  }

  List<EventSchema> all(String organizationId) {
    return store.current(organizationId);
  }

  EventSchema current(String organizationId, String event) {
    return versions(organizationId, event).stream()
        .filter(EventSchema::current)
        .findFirst()
        .orElseThrow(Schemas::absent);
  }

  List<EventSchema> versions(String organizationId, String event) {
    List<EventSchema> versions = store.versions(organizationId, event);
    if (versions.isEmpty()) {
      throw absent();
    }
    return versions;
  }

  /** Makes a new version, unless the present one says the same. */
  EventSchema put(
      Caller caller, String event, @Nullable String ifMatch, Map<String, Object> schema) {
    String organization = caller.organizationId();
    if (event.isBlank() || event.length() > LONGEST_NAME) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "An event's name has 1 to 64 characters.")
          .field("event");
    }
    String text = text(schema);
    List<EventSchema> versions = store.versions(organization, event);
    EventSchema present = versions.stream().filter(EventSchema::current).findFirst().orElse(null);
    EntityTags.require(ifMatch, present == null ? 0 : present.version());
    if (present != null && present.schema().equals(schema)) {
      return present;
    }
    int version = versions.isEmpty() ? 1 : versions.getFirst().version() + 1;
    compiler.compile(version, text);
    if (present == null && store.currentVersions(organization).size() >= limits.maxSchemas()) {
      throw new ApiException(
          ErrorCode.QUOTA_EXCEEDED, "At most " + limits.maxSchemas() + " events have a schema.");
    }
    EventSchema next =
        new EventSchema(event, version, true, clock.instant(), caller.subject(), schema);
    try {
      transaction.executeWithoutResult(
          _ -> {
            store.insert(organization, next);
            store.makeCurrent(organization, event, version);
          });
    } catch (DuplicateKeyException e) {
      throw new ApiException(ErrorCode.CONFLICT, "Somebody else put a version just now.");
    }
    rules.changed(organization);
    return next;
  }

  void retire(String organizationId, String event) {
    if (!store.retire(organizationId, event)) {
      throw absent();
    }
    rules.changed(organizationId);
  }

  /** Judges samples without storing or changing anything. */
  List<List<OrganizationRules.Violation>> tried(
      String organizationId,
      String event,
      @Nullable Map<String, Object> schema,
      List<Map<String, Object>> samples) {
    CompiledSchema judge =
        schema == null
            ? compiled(current(organizationId, event))
            : compiler.compile(0, text(schema));
    return samples.stream().map(judge::violations).toList();
  }

  private CompiledSchema compiled(EventSchema schema) {
    return compiler.compile(schema.version(), text(schema.schema()));
  }

  private String text(Map<String, Object> schema) {
    String text = json.writeValueAsString(schema);
    if (text.length() > limits.maxSchema().toBytes() || depth(schema) > DEEPEST) {
      throw new ApiException(
              ErrorCode.PAYLOAD_TOO_LARGE,
              "A schema has at most %d characters, nested at most %d deep."
                  .formatted(limits.maxSchema().toBytes(), DEEPEST))
          .field("schema");
    }
    return text;
  }

  private static int depth(Object value) {
    Collection<?> inner =
        switch (value) {
          case Map<?, ?> map -> map.values();
          case List<?> list -> list;
          default -> List.of();
        };
    return 1 + inner.stream().filter(Objects::nonNull).mapToInt(Schemas::depth).max().orElse(0);
  }

  private static ApiException absent() {
    return new ApiException(ErrorCode.NOT_FOUND, "This event has no schema.");
  }
}
