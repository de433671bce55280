package dev.crow.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Sessions idle out after 15 seconds, since browsers that just leave never end theirs.
 *
 * <p>Starts the suite once in a test process, for all classes that only use it.
 */
final class SharedSuite implements ParameterResolver {

  /** All tests ask from one address, more often than any one visitor would. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "CROW_SESSIONS_GAP", "15s",
          "CROW_INTERACTIONS_ARCHIVE_SESSIONS", "true",
          "CROW_GATEWAY_LIMITS_AUTH_PERADDRESS", "100000/5m",
          "CROW_GATEWAY_LIMITS_AUTH_PERNETWORK", "100000/5m",
          "CROW_GATEWAY_LIMITS_API_PERADDRESS", "100000/1m");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningSuite.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(SharedSuite.class))
        .computeIfAbsent(Holder.class, _ -> Holder.start(), Holder.class)
        .suite();
  }

  record Holder(RunningSuite suite, Path data) implements AutoCloseable {

    static Holder start() {
      try {
        Path data = Files.createTempDirectory("crow-system");
        return new Holder(RunningSuite.ready(data, SETTINGS, "up"), data);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      suite.close();
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
