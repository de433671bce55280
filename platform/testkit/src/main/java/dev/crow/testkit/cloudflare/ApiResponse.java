package dev.crow.testkit.cloudflare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer in the envelope that all of Cloudflare's API has. */
record ApiResponse(int status, Map<String, @Nullable Object> body) {

  static ApiResponse success(@Nullable Object result) {
    return new ApiResponse(200, envelope(true, List.of(), result));
  }

  static ApiResponse page(List<?> result, Map<String, Object> info) {
    Map<String, @Nullable Object> body = envelope(true, List.of(), result);
    body.put("result_info", info);
    return new ApiResponse(200, body);
  }

  static ApiResponse failure(int status, int code, String message) {
    return new ApiResponse(
        status, envelope(false, List.of(Map.of("code", code, "message", message)), List.of()));
  }

  private static Map<String, @Nullable Object> envelope(
      boolean success, List<?> errors, @Nullable Object result) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("success", success);
    body.put("errors", errors);
    body.put("messages", List.of());
    body.put("result", result);
    return body;
  }
}
