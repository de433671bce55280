package dev.crow.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Writes into an OpenAPI document the refusals that follow from what an operation is: with a body,
 * with an id in its path, behind a credential. What only one operation answers, its code states.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemDocumentation implements GlobalOpenApiCustomizer {

  /** An id, or the caller's own, which may not be there yet. */
  private static final Pattern NAMES_A_THING = Pattern.compile("\\{|/me(/|$)");

  private static final String SCHEMA = "Problem";
  private static final String PERMISSION = "x-permission";
  private static final String NO_CREDENTIAL = "public";
  private static final String ANY = "*/*";
  private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;
  private static final String PROBLEM =
      org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

  @Override
  public void customise(OpenAPI document) {
    if (document.getPaths() == null) {
      return;
    }
    if (document.getComponents() == null) {
      document.setComponents(new Components());
    }
    document.getComponents().addSchemas(SCHEMA, problem());
    document
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((method, operation) -> complete(path, method, operation)));
  }

  private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
    ApiResponses responses = operation.getResponses();
    responses.values().forEach(ProblemDocumentation::nameMediaType);
    for (HttpStatus status : statuses(path, method, operation)) {
      String code = Integer.toString(status.value());
      if (!responses.containsKey(code)) {
        responses.addApiResponse(code, refusal(status));
      }
    }
  }

  private static SortedSet<HttpStatus> statuses(
      String path, PathItem.HttpMethod method, Operation operation) {
    SortedSet<HttpStatus> statuses =
        new TreeSet<>(
            List.of(
                HttpStatus.BAD_REQUEST,
                HttpStatus.UNAUTHORIZED,
                HttpStatus.FORBIDDEN,
                HttpStatus.NOT_ACCEPTABLE,
                HttpStatus.TOO_MANY_REQUESTS,
                HttpStatus.INTERNAL_SERVER_ERROR,
                HttpStatus.SERVICE_UNAVAILABLE,
                HttpStatus.GATEWAY_TIMEOUT));
    if (NAMES_A_THING.matcher(path).find()) {
      statuses.add(HttpStatus.NOT_FOUND);
    }
    if (method != PathItem.HttpMethod.GET) {
      statuses.add(HttpStatus.CONFLICT);
      statuses.add(HttpStatus.CONTENT_TOO_LARGE);
      statuses.add(HttpStatus.REQUEST_TIMEOUT);
      // A body with nothing to read it is refused by its type as well.
      statuses.add(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
    }
    if (operation.getRequestBody() != null) {
      statuses.add(HttpStatus.UNPROCESSABLE_CONTENT);
    }
    if (takes(operation, HttpHeaders.IF_MATCH)) {
      statuses.add(HttpStatus.PRECONDITION_FAILED);
    }
    if (isPublic(operation) && operation.getRequestBody() != null) {
      statuses.add(HttpStatus.GONE);
    }
    return statuses;
  }

  private static boolean isPublic(Operation operation) {
    return operation.getExtensions() != null
        && NO_CREDENTIAL.equals(operation.getExtensions().get(PERMISSION));
  }

  private static boolean takes(Operation operation, String header) {
    List<Parameter> parameters = operation.getParameters();
    return parameters != null
        && parameters.stream().anyMatch(parameter -> header.equalsIgnoreCase(parameter.getName()));
  }

  /** What no controller names a type for is JSON. */
  private static void nameMediaType(ApiResponse response) {
    Content content = response.getContent();
    if (content != null && content.containsKey(ANY) && !content.containsKey(JSON)) {
      content.addMediaType(JSON, content.remove(ANY));
    }
  }

  private static ApiResponse refusal(HttpStatus status) {
    ApiResponse response =
        new ApiResponse()
            .description(status.getReasonPhrase())
            .content(
                new Content()
                    .addMediaType(
                        PROBLEM,
                        new MediaType()
                            .schema(new Schema<>().$ref(SCHEMA))
                            .example(example(status))));
    if (status == HttpStatus.TOO_MANY_REQUESTS || status == HttpStatus.SERVICE_UNAVAILABLE) {
      response.addHeaderObject(
          HttpHeaders.RETRY_AFTER,
          new Header().description("Seconds to wait").schema(typed("integer")));
    }
    if (status == HttpStatus.UNAUTHORIZED) {
      response.addHeaderObject(HttpHeaders.WWW_AUTHENTICATE, new Header().schema(typed("string")));
    }
    return response;
  }

  private static Map<String, Object> example(HttpStatus status) {
    ErrorCode code = ErrorCode.ofStatus(status.value());
    return Map.of(
        "type",
        code.type().toString(),
        "title",
        code.title(),
        "status",
        status.value(),
        "detail",
        code.title() + ".",
        "instance",
        "urn:uuid:0b9b1e6a-5f0e-4a52-9f5e-0d5c8c1f7a11",
        "requestId",
        "0b9b1e6a-5f0e-4a52-9f5e-0d5c8c1f7a11");
  }

  private static Schema<?> problem() {
    Schema<?> problem = typed("object");
    problem.setDescription("RFC 9457. Programs tell problems apart by their type.");
    problem.addProperty("type", described(typed("string").format("uri"), "Which problem it is"));
    problem.addProperty("title", described(typed("string"), "The same for every such problem"));
    problem.addProperty("status", described(typed("integer"), "The HTTP status again"));
    problem.addProperty("detail", described(typed("string"), "What is wrong this time"));
    problem.addProperty("instance", described(typed("string").format("uri"), "This very answer"));
    problem.addProperty(
        "requestId", described(typed("string"), "What our support finds the request by"));
    problem.addProperty(
        "field", described(typed("string"), "The parameter or member at fault, if it is one"));
    problem.setRequired(List.of("type", "title", "status", "detail", "instance", "requestId"));
    return problem;
  }

  private static Schema<?> typed(String type) {
    Schema<?> schema = new Schema<>();
    schema.addType(type);
    schema.setType(type);
    return schema;
  }

  private static Schema<?> described(Schema<?> schema, String description) {
    schema.setDescription(description);
    return schema;
  }
}
