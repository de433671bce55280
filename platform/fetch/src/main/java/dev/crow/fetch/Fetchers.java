package dev.crow.fetch;

/** Makes fetchers outside of Spring, and with other name servers. */
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
}
