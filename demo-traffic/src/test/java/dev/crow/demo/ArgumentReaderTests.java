package dev.crow.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crow.demo.driver.TrafficSettings;
import dev.crow.demo.world.PlantedTruths;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentReaderTests {

  private static final Instant NOW = Instant.parse("2026-10-14T15:00:00Z");

  @Test
  void needsNothingButAKey() throws UsageException {
    Arguments arguments = read("--key crow_pk_1");
    assertThat(arguments.gateway()).isEqualTo(URI.create("http://127.0.0.1:8000"));
    assertThat(arguments.sessions()).isEqualTo(300);
    assertThat(arguments.seed()).isEqualTo(42);
    assertThat(arguments.days()).isEqualTo(7);
    assertThat(arguments.minutes()).isEqualTo(1);
    assertThat(arguments.concurrency()).isEqualTo(8);
    assertThat(arguments.now()).isEqualTo(NOW);
    assertThat(arguments.planted()).isEqualTo(PlantedTruths.ALL);
    assertThat(arguments.groundTruth()).isNull();
    assertThat(arguments.verifyKey()).isNull();
  }

  @Test
  void readsEveryOption() throws UsageException {
    Arguments arguments =
        read(
            "--gateway https://crow.example/ --key k --sessions 5 --seed -9 --days 2 --minutes 0.5"
                + " --concurrency 2 --without price-rise,slow-category"
                + " --now 2026-10-14T12:00:00Z --ground-truth out.jsonl --verify-key s");
    assertThat(arguments.gateway()).isEqualTo(URI.create("https://crow.example"));
    assertThat(arguments.sessions()).isEqualTo(5);
    assertThat(arguments.seed()).isEqualTo(-9);
    assertThat(arguments.days()).isEqualTo(2);
    assertThat(arguments.minutes()).isEqualTo(0.5);
    assertThat(arguments.concurrency()).isEqualTo(2);
    assertThat(arguments.planted())
        .hasSize(PlantedTruths.ALL.size() - 2)
        .doesNotContain("price-rise", "slow-category");
    assertThat(arguments.now()).isEqualTo("2026-10-14T12:00:00Z");
    assertThat(arguments.groundTruth()).isEqualTo(Path.of("out.jsonl"));
    assertThat(arguments.verifyKey()).isEqualTo("s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --sessions 5                          | --key is missing
          --key                                 | --key needs a value
          --key k --speed 3                     | There is no option --speed
          --key k crow_sk_secret 1              | Argument 3 is not an option
          --key k --sessions 0                  | --sessions must be a whole number from 1
          --key k --sessions 10001              | --sessions must be a whole number from 1 to 10000
          --key k --sessions many               | --sessions must be a whole number from 1
          --key k --days 8                      | --days must be a whole number from 1 to 7
          --key k --minutes -1                  | --minutes must be a number from 0 to 600
          --key k --minutes 601                 | --minutes must be a number from 0 to 600
          --key k --gateway localhost           | --gateway must be an address
          --key k --gateway http://a.example/x  | --gateway must be an address
          --key k --gateway ftp://a.example     | --gateway must be an address
          --key k --gateway http://a:b@c.de     | --gateway must be an address
          --key k --gateway ht^tp               | --gateway must be an address
          --key k --without nothing             | --without takes these
          --key k --now yesterday               | --now must be an instant
          --key k --now 2026-10-14T15:00:01Z    | --now must be an instant
          --key k --now 2026-10-01T15:00:00Z    | --now must be an instant
          --key kéy                             | --key must be printable ASCII
          """)
  void saysWhatIsWrongWithoutRepeatingTheValue(String line, String message) {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> read(line))
        .withMessageStartingWith(message)
        .withMessageNotContaining("secret");
  }

  @Test
  void letsTheLastOfTwoWin() throws UsageException {
    assertThat(read("--key first --sessions 3 --key last").key()).isEqualTo("last");
  }

  @Test
  void leavesTimeForTheLastOpenTabToCloseWithinTheMinutes() throws UsageException {
    TrafficSettings one = read("--key k --minutes 1").settings();
    assertThat(one.idleTimeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(one.sendingTime().plus(one.idleTimeout())).isLessThan(Duration.ofMinutes(1));
    TrafficSettings ten = read("--key k --minutes 10").settings();
    assertThat(ten.idleTimeout()).isEqualTo(Duration.ofSeconds(20));
    TrafficSettings brief = read("--key k --minutes 0.1").settings();
    assertThat(brief.idleTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(brief.sendingTime()).isBetween(Duration.ZERO, Duration.ofSeconds(6));
    assertThat(read("--key k --minutes 0").settings().sendingTime()).isZero();
  }

  @Test
  void doesNotPrintItsKeys() throws UsageException {
    assertThat(read("--key crow_pk_1 --verify-key crow_sk_1").toString())
        .doesNotContain("crow_pk_1", "crow_sk_1");
  }

  private static Arguments read(String line) throws UsageException {
    return ArgumentReader.read(List.of(line.split(" ")), Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
