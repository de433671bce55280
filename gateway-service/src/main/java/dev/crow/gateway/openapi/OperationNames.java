package dev.crow.gateway.openapi;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names an operation by its method and path, so that no two share one: {@code getUsersById}. */
final class OperationNames {

  private static final String PREFIX = "/api/v1";

  private OperationNames() {}

  static String of(String method, String path) {
    boolean versioned = path.startsWith(PREFIX + "/");
    String named = versioned ? path.substring(PREFIX.length()) : path;
    return method.toLowerCase(Locale.ROOT)
        + Arrays.stream(named.split("/"))
            .filter(part -> !part.isEmpty())
            .map(OperationNames::word)
            .collect(Collectors.joining())
        + (versioned ? "" : "Unversioned");
  }

  private static String word(String part) {
    return part.startsWith("{")
        ? "By" + capital(part.substring(1, part.length() - 1))
        : Arrays.stream(part.split("[-.]"))
            .map(OperationNames::capital)
            .collect(Collectors.joining());
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
