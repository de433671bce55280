package dev.crow.demo;

import dev.crow.demo.driver.Ledger.Counts;
import java.time.Duration;
import java.util.Locale;

/** Words how far the sending is. */
final class ProgressLine {

  private static final int WIDTH = 10;

  private ProgressLine() {}

  static String of(Counts counts, int total, Duration elapsed) {
    double share = total == 0 ? 1 : (double) counts.sessions() / total;
    int filled = (int) (WIDTH * share);
    double seconds = Math.max(0.001, elapsed.toMillis() / 1_000.0);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d %%  %d/%d visits  %,d events  %d refused%s  %.0f/s  ETA %s",
        "#".repeat(filled),
        "-".repeat(WIDTH - filled),
        (int) (100 * share),
        counts.sessions(),
        total,
        counts.acknowledged(),
        counts.refused(),
        counts.failed() == 0 ? "" : "  " + counts.failed() + " failed",
        counts.acknowledged() / seconds,
        eta(share, seconds));
  }

  private static String eta(double share, double seconds) {
    if (share == 0) {
      return "-:--";
    }
    long left = Math.round(seconds / share - seconds);
    return String.format(Locale.ROOT, "%d:%02d", left / 60, left % 60);
  }
}
