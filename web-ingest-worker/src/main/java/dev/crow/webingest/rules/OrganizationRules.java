package dev.crow.webingest.rules;

import dev.crow.contracts.web.v1.WebEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one organization's door goes by, at one moment. */
public final class OrganizationRules {

  /** Lets in every person's event, and no bot's. */
  public static final OrganizationRules USUAL = new OrganizationRules(true, Map.of());

  /** Lets in everything. */
  public static final OrganizationRules NONE = new OrganizationRules(false, Map.of());

  private final boolean botsFiltered;
  private final Map<String, CompiledSchema> schemas;

  OrganizationRules(boolean botsFiltered, Map<String, CompiledSchema> schemas) {
    this.botsFiltered = botsFiltered;
    this.schemas = Map.copyOf(schemas);
  }

  /** Whether events of bots are passed over. */
  public boolean filtersBots() {
    return botsFiltered;
  }

  /**
   * @param event as it would be stored
   * @return how it breaks its schema; null if it has none, or keeps it
   */
  public @Nullable Breach breach(WebEvent event) {
    if (schemas.isEmpty()) {
      return null;
    }
    String name = EventNames.of(event);
    CompiledSchema schema = schemas.get(name);
    if (schema == null) {
      return null;
    }
    List<Violation> violations = schema.violations(EventNames.facts(event));
    return violations.isEmpty() ? null : new Breach(name, schema.version(), violations);
  }

  Map<String, CompiledSchema> schemas() {
    return schemas;
  }

  /**
   * How an event breaks its schema.
   *
   * @param event name of the event
   * @param version of the schema
   * @param violations at least one
   */
  public record Breach(String event, int version, List<Violation> violations) {

    /** One sentence for people. */
    public String sentence() {
      Violation first = violations.getFirst();
      return "The properties break version %d of the schema of this event: %s at %s."
          .formatted(version, first.rule(), first.at());
    }
  }

  /**
   * One broken rule. Says nothing of the value that broke it.
   *
   * @param at JSON pointer into the properties
   * @param rule the schema's keyword, and what it asks for where that is a name
   */
  public record Violation(String at, String rule) {}
}
