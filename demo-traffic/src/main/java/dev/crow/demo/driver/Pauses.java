package dev.crow.demo.driver;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pauses {

  /**
   * @param time that passes
   * @throws InterruptedException if there is no sense in waiting any more
   */
  void pause(Duration time) throws InterruptedException;
}
