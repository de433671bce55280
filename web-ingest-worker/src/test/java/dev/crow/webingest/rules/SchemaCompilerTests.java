package dev.crow.webingest.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.rules.OrganizationRules.Violation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCompilerTests {

  private final SchemaCompiler compiler = new SchemaCompiler();

  @Test
  void tellsWhereAndWhatButNotWhichValue() {
    CompiledSchema schema =
        compiler.compile(
            1,
            """
            {"type":"object","required":["plan"],"additionalProperties":false,
             "properties":{"price":{"type":"number"},"plan":{"enum":["a","b"]}}}""");
    assertThat(schema.violations(Map.of("plan", "a", "price", 3))).isEmpty();
    assertThat(schema.violations(Map.of("price", "a secret")))
        .containsExactlyInAnyOrder(
            new Violation("/", "required: plan"), new Violation("/price", "type"))
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void followsReferencesWithinTheSchema() {
    CompiledSchema schema =
        compiler.compile(
            1,
            """
            {"$defs":{"money":{"type":"number","minimum":0}},
             "properties":{"price":{"$ref":"#/$defs/money"}}}""");
    assertThat(schema.violations(Map.of("price", -1))).hasSize(1);
    assertThat(schema.violations(Map.of("price", 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\":\"http://127.0.0.1:1/schema.json\"}",
        "{\"$ref\":\"file:///etc/passwd\"}",
        "{\"$ref\":\"classpath:web-ingest-worker.yml\"}",
        "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/nowhere\"}}}",
        "{\"type\":\"nonsense\"}",
        "{\"minimum\":\"3\"}",
        "{\"$schema\":\"http://json-schema.org/draft-04/schema#\"}",
        "{\"properties\":{\"a\":{\"pattern\":\"(?<x>a)\\\\k<x>\"}}}",
        "{\"properties\":{\"a\":{\"pattern\":\"(\"}}}",
        "[]",
        "3"
      })
  void refusesWhatItCannotUseAndFetchesNothing(String schema) {
    ApiException refused =
        catchThrowableOfType(ApiException.class, () -> compiler.compile(1, schema));
    assertThat(refused).as(schema).isNotNull();
    assertThat(refused.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
  }

  @Test
  void aPatternThatIsSlowElsewhereIsNotHere() {
    CompiledSchema schema =
        compiler.compile(1, "{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}");
    assertThat(schema.violations(Map.of("a", "a".repeat(10_000) + "!"))).hasSize(1);
  }
}
