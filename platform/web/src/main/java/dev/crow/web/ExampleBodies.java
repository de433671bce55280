package dev.crow.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Gives the operations of a service an example of their body each, from {@code
 * openapi/<service>.yml}: {@code POST /path: {…}}. A service without that file has none.
 */
final class ExampleBodies implements GlobalOpenApiCustomizer {

  private final Map<String, Object> examples;

  ExampleBodies(String service) {
    ClassPathResource file = new ClassPathResource("openapi/" + service + ".yml");
    this.examples = file.exists() ? read(file) : Map.of();
  }

  private static Map<String, Object> read(ClassPathResource file) {
    try (InputStream in = file.getInputStream()) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void customise(OpenAPI document) {
    if (document.getPaths() != null) {
      document
          .getPaths()
          .forEach(
              (path, item) ->
                  item.readOperationsMap()
                      .forEach(
                          (method, operation) ->
                              put(operation, examples.get(method.name() + " " + path))));
    }
  }

  private static void put(Operation operation, @org.jspecify.annotations.Nullable Object example) {
    if (example != null
        && operation.getRequestBody() != null
        && operation.getRequestBody().getContent() != null) {
      for (MediaType content : operation.getRequestBody().getContent().values()) {
        content.setExample(example);
      }
    }
  }
}
