package dev.crow.fetch;

import java.io.IOException;

/** Makes fetchers outside of Spring and with other name servers, and proxies for browsers. */
public final class Fetchers {

  private Fetchers() {}

  /**
   * @param properties limits, and what is allowed beside the public internet
   * @param names where addresses of hosts are found
   * @return a fetcher, to be closed
   */
  public static Fetcher guarded(FetchProperties properties, Names names) {
    return new GuardedFetcher(properties, names);
  }

  /**
   * @param properties limits, and what is allowed beside the public internet
   * @param names where addresses of hosts are found
   * @param mostBytes in both directions, over all connections
   * @return a running proxy for one browser, to be closed
   * @throws IOException if this machine has no port left
   */
  public static GuardedProxy proxy(FetchProperties properties, Names names, long mostBytes)
      throws IOException {
    return new GuardedProxy(properties, names, mostBytes);
  }
}
