package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The one document of the whole API, as programs that read such documents take it. */
@ExtendWith(SharedSuite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiDocumentTests {

  private String text;
  private List<ApiOperation> operations;

  @BeforeAll
  void read(RunningSuite suite) {
    Api api = suite.api();
    text = api.readAs("/api/v1/openapi.json", null).body();
    operations = ApiOperation.of(api.parsed(text));
  }

  @Test
  void isValidByAParserOfTheFormat() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text, List.of(), options);
    assertThat(parsed.getMessages()).isEmpty();
    OpenAPI document = parsed.getOpenAPI();
    assertThat(document.getOpenapi()).isEqualTo("3.1.0");
    assertThat(document.getPaths()).hasSizeGreaterThan(50);
  }

  @Test
  void saysOfEveryOperationWhatItIsForWhoMayAskAndHowItRefuses() {
    List<String> missing = new ArrayList<>();
    for (ApiOperation operation : operations) {
      JsonNode described = operation.description();
      if (described.path("summary").asString("").isBlank()) {
        missing.add(operation.name() + " has no summary");
      }
      if (operation.permission() == null) {
        missing.add(operation.name() + " names no permission");
      }
      if (described.path("tags").isEmpty()) {
        missing.add(operation.name() + " has no tag");
      }
      for (String status : statuses(operation)) {
        JsonNode content = described.path("responses").path(status).path("content");
        if (!content.has("application/problem+json")) {
          missing.add(operation.name() + " does not describe its " + status);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static List<String> statuses(ApiOperation operation) {
    List<String> statuses = new ArrayList<>(List.of("400", "401", "403", "406", "429", "503"));
    if (operation.hasId()) {
      statuses.add("404");
    }
    if (!operation.method().equals("GET")) {
      statuses.addAll(List.of("409", "413", "415"));
    }
    return statuses;
  }

  @Test
  void namesEveryOperationOnce() {
    Set<String> names = new HashSet<>();
    assertThat(operations)
        .extracting(operation -> operation.description().path("operationId").asString(""))
        .allMatch(name -> name.matches("[a-z][A-Za-z0-9]+"))
        .allMatch(names::add);
  }

  @Test
  void givesForEveryJsonBodyAnExampleThatIsValid() {
    Conformance conformance = new Conformance(text);
    List<String> wrong = new ArrayList<>();
    for (ApiOperation operation : operations) {
      if (operation.bodySchema().isMissingNode()) {
        continue;
      }
      if (operation.example().isMissingNode()) {
        wrong.add(operation.name() + " has no example");
        continue;
      }
      wrong.addAll(
          conformance.mismatches(
              operation.name(), operation.bodySchema().toString(), operation.example().toString()));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void isTheSameAtBothAddresses(RunningSuite suite) {
    assertThat(suite.api().readAs("/v3/api-docs", null).body()).isEqualTo(text);
  }
}
