package dev.crow.webingest.pressure;

/** How much is being worked on. */
final class InFlight {

  private final int maxRequests;
  private final long maxBytes;
  private int requests;
  private long bytes;

  InFlight(int maxRequests, long maxBytes) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
  }

  /** Takes one request in, unless that is too much. A large one is always taken when alone. */
  synchronized boolean enter(long size) {
    boolean fits = requests < maxRequests && (requests == 0 || bytes + size <= maxBytes);
    if (fits) {
      requests++;
      bytes += size;
    }
    return fits;
  }

  synchronized int requests() {
    return requests;
  }

  synchronized void leave(long size) {
    requests--;
    bytes -= size;
  }
}
