package dev.crow.demo.driver;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
interface Pauses {

  void pause(Duration time) throws InterruptedException;
}
