package dev.crow.webingest.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.DisallowSchemaLoader;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Makes judges of schemas that organizations write. A schema comes from outside and runs on a door
 * that all organizations share: it fetches nothing, and its expressions take linear time.
 */
@Component
final class SchemaCompiler {

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private final ObjectMapper json = new ObjectMapper();
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder ->
              builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
  private final SchemaValidatorsConfig config =
      SchemaValidatorsConfig.builder()
          .pathType(PathType.JSON_POINTER)
          .regularExpressionFactory(SchemaCompiler::expression)
          .cacheRefs(false)
          .locale(Locale.ROOT)
          .build();
  private final JsonSchema rulesOfSchemas = rulesOfSchemas();

  private static JsonSchema rulesOfSchemas() {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(
            com.networknt.schema.SchemaLocation.of(DIALECT),
            SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build());
  }

  private static RegularExpression expression(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return text -> pattern.matcher(text).find();
  }

  /**
   * @param version its number
   * @param text a JSON Schema of draft 2020-12
   * @throws ApiException {@code validation-failed}, if it is none, or asks for what is not allowed
   */
  CompiledSchema compile(int version, String text) {
    try {
      JsonNode node = json.readTree(text);
      Set<ValidationMessage> wrong = rulesOfSchemas.validate(node);
      if (!wrong.isEmpty()) {
        throw refused("It breaks the rules of JSON Schema 2020-12.")
            .with("at", wrong.iterator().next().getInstanceLocation().toString());
      }
      JsonNode dialect = node.get("$schema");
      if (dialect != null && !DIALECT.equals(dialect.asText())) {
        throw refused("Its $schema must be " + DIALECT + ", or left out.");
      }
      JsonSchema schema = factory.getSchema(node, config);
      schema.initializeValidators();
      return new CompiledSchema(version, schema, json);
    } catch (PatternSyntaxException e) {
      throw refused("A pattern is not one that RE2 understands.");
    } catch (JsonSchemaException e) {
      throw refused("It refers to what is not in it, or cannot be understood.");
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw refused("It is not JSON.");
    }
  }

  private static ApiException refused(String why) {
    return new ApiException(ErrorCode.VALIDATION_FAILED, "The schema cannot be used. " + why)
        .field("schema");
  }
}
