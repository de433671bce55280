package dev.crow.webingest.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import dev.crow.webingest.rules.OrganizationRules.Violation;
import java.util.List;
import java.util.Map;

/** A schema ready to judge. */
final class CompiledSchema {

  private static final int MOST_VIOLATIONS = 10;
  private static final int LONGEST = 120;

  private final int version;
  private final JsonSchema schema;
  private final ObjectMapper json;

  CompiledSchema(int version, JsonSchema schema, ObjectMapper json) {
    this.version = version;
    this.schema = schema;
    this.json = json;
  }

  int version() {
    return version;
  }

  List<Violation> violations(Map<String, Object> properties) {
    JsonNode node = json.valueToTree(properties);
    return schema.validate(node).stream()
        .limit(MOST_VIOLATIONS)
        .map(CompiledSchema::violation)
        .toList();
  }

  private static Violation violation(ValidationMessage message) {
    String at = message.getInstanceLocation().toString();
    String rule =
        message.getType().equals("required")
            ? "required: " + message.getProperty()
            : message.getType();
    return new Violation(at.isEmpty() ? "/" : cut(at), cut(rule));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
