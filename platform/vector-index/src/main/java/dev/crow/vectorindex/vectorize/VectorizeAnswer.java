package dev.crow.vectorindex.vectorize;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One answer of the API.
 *
 * @param status HTTP's
 * @param envelope the JSON around the result; null if the answer was none, as a proxy's page is
 * @param retryAfter what the answer asks to wait, in seconds; null if nothing
 */
record VectorizeAnswer(int status, @Nullable JsonNode envelope, @Nullable Long retryAfter) {

  /** Longest part of Cloudflare's own words in a message. */
  private static final int MAX_WORDS = 300;

  static VectorizeAnswer of(int status, byte[] body, @Nullable String retryAfter, JsonMapper json) {
    JsonNode envelope = null;
    try {
      JsonNode read = json.readTree(body);
      if (read.path("success").isBoolean()) {
        envelope = read;
      }
    } catch (JacksonException e) {
      // Told by the missing envelope, which is an error of its own.
    }
    boolean seconds = retryAfter != null && retryAfter.matches("[0-9]{1,6}");
    return new VectorizeAnswer(status, envelope, seconds ? Long.valueOf(retryAfter) : null);
  }

  boolean succeeded() {
    return status < 300 && envelope != null && envelope.path("success").asBoolean(false);
  }

  /** Whether the same request may succeed later; all requests may be repeated. */
  boolean passes() {
    return status == 429 || status >= 500 || envelope == null;
  }

  List<Integer> codes() {
    List<Integer> codes = new ArrayList<>();
    if (envelope != null) {
      envelope.path("errors").forEach(error -> codes.add(error.path("code").asInt(0)));
    }
    return codes;
  }

  /** What went wrong, with the codes; control characters are left out. */
  String problem() {
    if (envelope == null) {
      return "answered %d with something that is no JSON of the API".formatted(status);
    }
    String words =
        envelope
            .path("errors")
            .valueStream()
            .map(error -> error.path("code").asInt(0) + " " + error.path("message").asString(""))
            .collect(Collectors.joining("; "))
            .replaceAll("\\p{Cntrl}", " ");
    return "answered %d: %s"
        .formatted(status, words.substring(0, Math.min(words.length(), MAX_WORDS)));
  }
}
