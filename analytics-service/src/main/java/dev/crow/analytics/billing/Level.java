package dev.crow.analytics.billing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How near a limit is. */
enum Level {
  @JsonProperty("green")
  GREEN,
  @JsonProperty("yellow")
  YELLOW,
  @JsonProperty("red")
  RED;

  private static final double SOON = 70;
  private static final double NEAR = 90;

  /**
   * @param used of the limit
   * @param limit 0 if nothing is booked; then any use is red
   */
  static Level of(long used, long limit) {
    if (limit == 0) {
      return used == 0 ? GREEN : RED;
    }
    double percentage = 100.0 * used / limit;
    return percentage >= NEAR ? RED : percentage >= SOON ? YELLOW : GREEN;
  }
}
