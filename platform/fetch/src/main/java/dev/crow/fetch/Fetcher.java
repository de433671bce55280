package dev.crow.fetch;

import java.net.URI;

/**
 * Fetches what a stranger's URL names. Only from public addresses (and what is allowed by
 * configuration), which are looked up once and then connected to; every redirect is checked like
 * the first URL; time, bytes and redirects are bounded. Sends neither cookies nor credentials. Safe
 * for any number of threads.
 */
public interface Fetcher extends AutoCloseable {

  /**
   * Checks a URL, its host's addresses included, without asking the host for anything.
   *
   * @param url as somebody gave it
   * @return its canonical form
   * @throws FetchException if it would not be fetched
   */
  URI check(String url);

  /**
   * Fetches by GET.
   *
   * @param request what to fetch
   * @return the answer, of whatever status
   * @throws FetchException if there is none, or none that may be read
   */
  Fetched fetch(FetchRequest request);

  /**
   * Posts to where a stranger's URL leads, under the same guard. Nothing is repeated.
   *
   * @param request what to post
   * @return the answer, of whatever status, with the beginning of its body
   * @throws FetchException if there is none; the server may have taken the request all the same
   */
  Fetched post(PostRequest request);

  @Override
  void close();
}
