package dev.crow.auth.key;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Web origins exactly as browsers send them, since they are compared as texts: scheme and host in
 * lower case, a port only if it is not the scheme's own, and nothing behind it.
 */
final class WebOrigins {

  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern FORM =
      Pattern.compile(
          "(https?)://(" + LABEL + "(\\." + LABEL + ")*|\\[[0-9a-f:]+\\])(:([1-9][0-9]{0,4}))?");
  private static final int MAX_LENGTH = 300;
  private static final int MAX_PORT = 65_535;

  private WebOrigins() {}

  /**
   * @return the origins, each once
   * @throws ApiException {@code VALIDATION_FAILED} if one is none
   */
  static List<String> checked(List<String> origins) {
    if (!origins.stream().allMatch(WebOrigins::isExact)) {
      throw new ApiException(
              ErrorCode.VALIDATION_FAILED,
              "An origin is written like https://shop.example, without a path or a default port.")
          .field("allowedOrigins");
    }
    return origins.stream().distinct().toList();
  }

  static boolean isExact(String origin) {
    var parts = FORM.matcher(origin);
    if (origin.length() > MAX_LENGTH || !parts.matches()) {
      return false;
    }
    String port = parts.group(7);
    if (port == null) {
      return true;
    }
    String own = parts.group(1).equals("https") ? "443" : "80";
    return !port.equals(own) && Integer.parseInt(port) <= MAX_PORT;
  }
}
