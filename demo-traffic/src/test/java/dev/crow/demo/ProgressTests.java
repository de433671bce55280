package dev.crow.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.demo.driver.FakeSuite;
import dev.crow.demo.driver.Ledger.Counts;
import dev.crow.demo.driver.TrafficDriver;
import dev.crow.demo.driver.TrafficSettings;
import dev.crow.demo.session.DemoSession;
import dev.crow.demo.session.SessionGenerator;
import dev.crow.demo.world.World;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTests {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void wordsHowFarItIs() {
    assertThat(ProgressLine.of(new Counts(75, 1_234, 2, 0), 300, Duration.ofSeconds(20)))
        .isEqualTo(
            "[##--------]  25 %  75/300 visits  1,234 events  2 refused" + "  62/s  ETA 1:00");
    assertThat(ProgressLine.of(new Counts(0, 0, 0, 4), 300, Duration.ZERO))
        .contains("4 failed", "ETA -:--");
  }

  @Test
  void redrawsOneLineOnATerminalAndLeavesItClean() throws Exception {
    Progress progress = afterSending(10, true);
    progress.show();
    progress.show();
    progress.close();
    progress.close();
    assertThat(progress.show()).isFalse();
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(3);
    assertThat(text).startsWith("\r[").endsWith(System.lineSeparator());
    assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
  }

  @Test
  void printsAPlainLineForEveryTenthElsewhere() throws Exception {
    Progress progress = afterSending(10, false);
    progress.show();
    progress.show();
    progress.close();
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(1);
    assertThat(text).contains("100 %").doesNotContain("\r", "\u001b");
  }

  @Test
  void tellsThatItWasInterruptedUnlessItHadEnded() throws Exception {
    Progress progress = afterSending(4, true);
    progress.interrupt();
    progress.interrupt();
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text).containsOnlyOnce("Stopped after 4 of 4 visits.");
  }

  private Progress afterSending(int count, boolean terminal) throws InterruptedException {
    try (FakeSuite suite = new FakeSuite()) {
      List<DemoSession> sessions =
          new SessionGenerator(
                  World.standard(), 1, Instant.parse("2026-10-14T15:00:00Z"), Duration.ofDays(1))
              .stream().limit(count).toList();
      TrafficDriver driver = new TrafficDriver(TrafficSettings.of(suite.address(), "k"));
      driver.send(sessions);
      return new Progress(out, terminal, driver.ledger(), count, Clock.systemUTC());
    }
  }
}
