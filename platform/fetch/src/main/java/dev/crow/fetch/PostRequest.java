package dev.crow.fetch;

import java.util.Map;

/**
 * What to post, and where. Redirects are not followed: what was meant for one server is not handed
 * to another.
 *
 * @param url as somebody gave it
 * @param contentType of the body
 * @param body is sent as it is
 * @param headers beside the usual ones
 * @param cutAt most bytes of the answer that are read; what is longer is cut
 */
@SuppressWarnings("ArrayRecordComponent") // Requests are not compared.
public record PostRequest(
    String url, String contentType, byte[] body, Map<String, String> headers, int cutAt) {

  /**
   * Copies the headers.
   *
   * @throws IllegalArgumentException if one of them holds a control character
   */
  public PostRequest {
    headers = Map.copyOf(headers);
    headers.forEach((name, value) -> requireOneLine(name + value));
    requireOneLine(contentType);
  }

  private static void requireOneLine(String header) {
    if (header.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("A header holds a control character");
    }
  }
}
