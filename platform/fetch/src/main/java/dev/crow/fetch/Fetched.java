package dev.crow.fetch;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A server's answer, unpacked.
 *
 * @param uri where it came from in the end
 * @param status of HTTP
 * @param contentType as it was sent, or null
 * @param body of what was fetched, empty unless the status is one of success; of the answer to a
 *     post, whatever its status
 * @param retryAfter seconds the server asks to wait, or null
 */
@SuppressWarnings("ArrayRecordComponent") // Answers are not compared.
public record Fetched(
    URI uri, int status, @Nullable String contentType, byte[] body, @Nullable Long retryAfter) {

  /**
   * @return whether there is a body to read
   */
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /**
   * @return the charset the server names, or null if it names none that is known
   */
  public @Nullable Charset charset() {
    String type = contentType == null ? "" : contentType;
    int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (at < 0) {
      return null;
    }
    String name = type.substring(at + "charset=".length()).replace("\"", "").split(";", -1)[0];
    try {
      return Charset.forName(name.strip());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }
}
