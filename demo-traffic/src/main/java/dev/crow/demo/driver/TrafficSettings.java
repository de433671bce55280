package dev.crow.demo.driver;

import java.net.URI;
import java.time.Duration;

/**
 * How sessions are sent.
 *
 * @param gateway address of the suite, without a path
 * @param key a write key; never printed
 * @param concurrency most sessions under way at once, 1 or more
 * @param sendingTime the sessions are spread over this time; zero means as fast as possible
 * @param idleTimeout gap of silence to ask for in sessions that end by idling, at least 5 seconds;
 *     zero leaves the server's own
 * @param retryDeadline how long one request is tried again before its events count as failed
 */
public record TrafficSettings(
    URI gateway,
    String key,
    int concurrency,
    Duration sendingTime,
    Duration idleTimeout,
    Duration retryDeadline) {

  /** Checks the ranges. */
  public TrafficSettings {
    if (concurrency < 1) {
      throw new IllegalArgumentException("The concurrency must be 1 or more");
    }
  }

  /**
   * Eight sessions at once, as fast as possible, the server's own gap, a minute of retries.
   *
   * @param gateway address of the suite
   * @param key a write key
   * @return those settings
   */
  public static TrafficSettings of(URI gateway, String key) {
    return new TrafficSettings(
        gateway, key, 8, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));
  }

  /**
   * @param time the sessions are spread over this time
   * @param gap of silence to ask for
   * @return these settings with that pace
   */
  public TrafficSettings spreadOver(Duration time, Duration gap) {
    return new TrafficSettings(gateway, key, concurrency, time, gap, retryDeadline);
  }

  /**
   * @param deadline how long one request is tried again
   * @return these settings with that deadline
   */
  public TrafficSettings retryingFor(Duration deadline) {
    return new TrafficSettings(gateway, key, concurrency, sendingTime, idleTimeout, deadline);
  }

  /**
   * @param sessions most sessions under way at once
   * @return these settings with that concurrency
   */
  public TrafficSettings atOnce(int sessions) {
    return new TrafficSettings(gateway, key, sessions, sendingTime, idleTimeout, retryDeadline);
  }

  @Override
  public String toString() {
    return "TrafficSettings[gateway=" + gateway + ", concurrency=" + concurrency + "]";
  }
}
