package dev.crow.ai.chat;

/** Adds up what one attempt cost, however it ends; in millionths of a US dollar. One thread. */
public final class Bill {

  private long total;

  /**
   * @param cost in millionths of a US dollar
   */
  public void add(long cost) {
    total += cost;
  }

  /**
   * @return what it cost so far
   */
  public long total() {
    return total;
  }
}
