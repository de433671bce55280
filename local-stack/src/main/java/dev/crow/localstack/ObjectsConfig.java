package dev.crow.localstack;

import dev.crow.objectstore.Buckets;
import dev.crow.objectstore.S3Credentials;
import dev.crow.objectstore.embedded.EmbeddedS3Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The suite's one object store: an embedded server that all services share, unless the environment
 * names another S3.
 *
 * @param embedded whether the suite starts the server
 * @param port {@code CROW_OBJECTS_PORT}, where the embedded server listens
 * @param buckets what the embedded server makes
 */
record ObjectsConfig(boolean embedded, int port, Buckets buckets) {

  static final String PORT = "CROW_OBJECTS_PORT";
  private static final String ENDPOINT = "CROW_OBJECT_STORE_ENDPOINT";
  private static final String BUCKET = "CROW_OBJECT_STORE_BUCKET";
  private static final String AREA_BUCKETS = "CROW_OBJECT_STORE_AREA_BUCKETS_";

  static ObjectsConfig from(Map<String, String> environment) {
    Map<String, String> byArea = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(AREA_BUCKETS) && !value.isBlank()) {
            byArea.put(name.substring(AREA_BUCKETS.length()).toLowerCase(Locale.ROOT), value);
          }
        });
    return new ObjectsConfig(
        environment.getOrDefault(ENDPOINT, "").isBlank(),
        StackConfig.port(environment, PORT, 8094),
        new Buckets(environment.getOrDefault(BUCKET, "crow-storage"), byArea));
  }

  /**
   * What a service has to know to use the embedded server, as environment variables; empty if the
   * environment says already what to use. Holds a secret.
   */
  Map<String, String> variables(Path folder) {
    if (!embedded) {
      return Map.of();
    }
    try {
      S3Credentials credentials = EmbeddedS3Server.credentials(folder);
      Map<String, String> variables = new LinkedHashMap<>();
      variables.put(ENDPOINT, "http://127.0.0.1:" + port);
      variables.put("CROW_OBJECT_STORE_ACCESS_KEY_ID", credentials.accessKeyId());
      variables.put("CROW_OBJECT_STORE_SECRET_ACCESS_KEY", credentials.secretAccessKey());
      return variables;
    } catch (IOException e) {
      throw new StackException(
          "The objects' credentials in " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The same for a context of this process, as its arguments. */
  Map<String, String> properties(Path folder) {
    Map<String, String> properties = new LinkedHashMap<>();
    variables(folder)
        .forEach(
            (name, value) ->
                properties.put(
                    name.replaceFirst("CROW_OBJECT_STORE_", "crow.object-store.")
                        .replace('_', '-')
                        .toLowerCase(Locale.ROOT),
                    value));
    return properties;
  }
}
