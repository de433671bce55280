package dev.crow.demo;

import dev.crow.demo.world.PlantedTruths;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a command line. Values never appear in messages: one of them may be a key. */
final class ArgumentReader {

  private static final Set<String> OPTIONS =
      Set.of(
          "--gateway",
          "--key",
          "--sessions",
          "--seed",
          "--days",
          "--minutes",
          "--concurrency",
          "--without",
          "--now",
          "--ground-truth",
          "--verify-key");

  /** Ingestion refuses events older than eight days; a demo may be sent for hours. */
  private static final Duration OLDEST_NOW = Duration.ofHours(12);

  /** They are all made before the first is sent, oldest first; this many fit into 192 MB. */
  private static final int MOST_SESSIONS = 10_000;

  private final Map<String, String> given = new HashMap<>();
  private final Clock clock;

  private ArgumentReader(Clock clock) {
    this.clock = clock;
  }

  static Arguments read(List<String> args, Clock clock) throws UsageException {
    ArgumentReader reader = new ArgumentReader(clock);
    reader.collect(args);
    return reader.arguments();
  }

  private void collect(List<String> args) throws UsageException {
    for (int i = 0; i < args.size(); i += 2) {
      String option = args.get(i);
      if (!OPTIONS.contains(option)) {
        throw new UsageException(
            option.startsWith("--") && option.length() < 30
                ? "There is no option " + option
                : "Argument " + (i + 1) + " is not an option");
      }
      if (i + 1 == args.size() || args.get(i + 1).isBlank()) {
        throw new UsageException(option + " needs a value");
      }
      // The last one wins, so a launcher's own options can be overridden.
      given.put(option, args.get(i + 1));
    }
  }

  private Arguments arguments() throws UsageException {
    String key = given.get("--key");
    if (key == null) {
      throw new UsageException("--key is missing: a write key of the organization");
    }
    return new Arguments(
        gateway(given.getOrDefault("--gateway", "http://127.0.0.1:8000")),
        key("--key", key),
        (int) number("--sessions", 300, 1, MOST_SESSIONS),
        number("--seed", 42, Long.MIN_VALUE, Long.MAX_VALUE),
        now(),
        (int) number("--days", 7, 1, 7),
        minutes(),
        (int) number("--concurrency", 8, 1, 256),
        planted(),
        groundTruth(),
        verifyKey());
  }

  private static URI gateway(String value) throws UsageException {
    try {
      URI uri = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web
          && uri.getHost() != null
          && uri.getRawPath().isEmpty()
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw wrongGateway(e);
    }
    throw wrongGateway(null);
  }

  private static UsageException wrongGateway(@Nullable Throwable cause) {
    UsageException wrong =
        new UsageException("--gateway must be an address such as http://127.0.0.1:8000");
    wrong.initCause(cause);
    return wrong;
  }

  /** A header cannot carry anything else, and a key is never anything else. */
  private static String key(String option, String value) throws UsageException {
    if (!value.matches("[\\x21-\\x7E]+")) {
      throw new UsageException(option + " must be printable ASCII without spaces");
    }
    return value;
  }

  private long number(String option, long usual, long least, long most) throws UsageException {
    String value = given.get(option);
    if (value == null) {
      return usual;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number out of range.
    }
    throw new UsageException(option + " must be a whole number from " + least + " to " + most);
  }

  private double minutes() throws UsageException {
    String value = given.getOrDefault("--minutes", "1");
    if (value.matches("\\d{1,4}(\\.\\d{1,3})?")) {
      double minutes = Double.parseDouble(value);
      if (minutes <= 600) {
        return minutes;
      }
    }
    throw new UsageException("--minutes must be a number from 0 to 600");
  }

  private Instant now() throws UsageException {
    Instant real = clock.instant();
    String value = given.get("--now");
    if (value == null) {
      return real;
    }
    try {
      Instant now = Instant.parse(value);
      if (!now.isAfter(real) && now.isAfter(real.minus(OLDEST_NOW))) {
        return now;
      }
    } catch (DateTimeException _) {
      // Said below, as for an instant out of range.
    }
    throw new UsageException(
        "--now must be an instant of the last 12 hours, such as 2026-11-21T09:30:00Z");
  }

  private Set<String> planted() throws UsageException {
    Set<String> planted = new TreeSet<>(PlantedTruths.ALL);
    String without = given.get("--without");
    if (without != null) {
      for (String id : List.of(without.split(",", -1))) {
        if (!planted.remove(id.strip())) {
          throw new UsageException(
              "--without takes these, each once: "
                  + String.join(", ", new TreeSet<>(PlantedTruths.ALL)));
        }
      }
    }
    return planted;
  }

  private @Nullable Path groundTruth() throws UsageException {
    String value = given.get("--ground-truth");
    try {
      return value == null ? null : Path.of(value);
    } catch (InvalidPathException _) {
      throw new UsageException("--ground-truth must be the name of a file");
    }
  }

  private @Nullable String verifyKey() throws UsageException {
    String value = given.get("--verify-key");
    return value == null ? null : key("--verify-key", value);
  }
}
