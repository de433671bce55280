package dev.crow.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.InstantSource;

/**
 * The two sorts of time a cache needs.
 *
 * @param wall what instances agree on, for what they share
 * @param ticker what never jumps, for what one keeps
 */
public record Clocks(InstantSource wall, Ticker ticker) {

  /**
   * @return the machine's
   */
  public static Clocks system() {
    return new Clocks(InstantSource.system(), Ticker.systemTicker());
  }
}
