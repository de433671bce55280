package dev.crow.interaction.analysis;

/** Adds up what one attempt cost, however it ends; in millionths of a US dollar. One thread. */
public final class Bill {

  private long total;

  void add(long cost) {
    total += cost;
  }

  /**
   * @return what it cost so far
   */
  public long total() {
    return total;
  }
}
