package dev.crow.d1;

import java.time.Duration;

/** Lets time pass before a call is repeated. */
@FunctionalInterface
interface Pause {

  void of(Duration time) throws InterruptedException;
}
