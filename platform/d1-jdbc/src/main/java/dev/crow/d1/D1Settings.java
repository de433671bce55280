package dev.crow.d1;

import java.net.URI;
import java.time.Duration;

/**
 * Where a database is and how to speak to it.
 *
 * @param queryUri takes statements and answers with rows as arrays
 * @param worker whether the batch Worker answers there, rather than Cloudflare's REST API
 * @param token never printed
 * @param timeout of one statement or commit, including repeated attempts
 * @param maxAnswerBytes of one answer; a larger one is refused
 * @param exactCounts whether a transaction's writes tell how many rows they will change
 */
record D1Settings(
    String url,
    URI queryUri,
    boolean worker,
    String token,
    Duration connectTimeout,
    Duration timeout,
    int maxAnswerBytes,
    boolean exactCounts) {

  @Override
  public String toString() {
    return url;
  }
}
