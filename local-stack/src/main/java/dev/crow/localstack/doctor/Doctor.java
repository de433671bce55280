package dev.crow.localstack.doctor;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Examines an installation: what it stands on, who listens, and whether an event gets from the
 * gateway to search. Names where it stopped and what to do.
 */
public final class Doctor {

  /** All is well; there may be warnings. */
  public static final int WELL = 0;

  /** Something failed. */
  public static final int ILL = 1;

  /** The words were not understood. */
  public static final int NOT_UNDERSTOOD = 2;

  /** Nothing of the suite runs; what can be seen without it was looked at. */
  public static final int NOT_RUNNING = 3;

  private static final String USAGE = "usage: doctor [--json] [--patience=SECONDS]";
  private static final int PATIENCE = 20;

  private final PrintStream out;
  private final Clock clock;
  private final Function<Path, HttpClient> clients;

  /**
   * @param out where the report goes
   * @param clock this machine's
   * @param clients makes the client that services accept, from the data folder
   */
  public Doctor(PrintStream out, Clock clock, Function<Path, HttpClient> clients) {
    this.out = out;
    this.clock = clock;
    this.clients = clients;
  }

  /**
   * Tells that the configuration cannot be read, in the form asked for.
   *
   * @param problem what is wrong with it
   * @param words after {@code doctor}
   * @return the status to end with
   */
  public int misconfigured(String problem, List<String> words) {
    Report report = new Report(out, words.contains("--json"));
    report.add(
        Finding.failed("configuration", problem, "Set it right; docs/configuration.md lists all"));
    report.end();
    return ILL;
  }

  /**
   * @param installation what to examine
   * @param words after {@code doctor}
   * @return the status to end with
   */
  public int examine(Installation installation, List<String> words) {
    int patience = PATIENCE;
    boolean json = false;
    for (String word : words) {
      if (word.equals("--json")) {
        json = true;
      } else if (word.matches("--patience=[1-9][0-9]{0,3}")) {
        patience = Integer.parseInt(word.substring(word.indexOf('=') + 1));
      } else {
        System.err.println(USAGE);
        return NOT_UNDERSTOOD;
      }
    }
    Report report = new Report(out, json);
    try {
      return examine(installation, Duration.ofSeconds(patience), report);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ILL;
    } finally {
      report.end();
    }
  }

  private int examine(Installation installation, Duration patience, Report report)
      throws InterruptedException {
    report.heading("What the suite stands on");
    report.add(Finding.ok("configuration", "understood"));
    new Surroundings(installation, clock, Surroundings.Space::ofDisk).look().forEach(report::add);
    try (HttpClient http = clients.apply(installation.dataDir())) {
      Doors doors = new Doors(installation, http);
      if (!doors.anythingListens()) {
        report.add(Finding.failed("suite", "It is not running", "Start it: ./crow up"));
        return NOT_RUNNING;
      }
      report.heading("Who listens");
      doors.knock().forEach(report::add);
      SuiteApi api = new SuiteApi(installation, http);
      customersKeys(installation.dataDir(), api, report);
      report.heading("A marked event's way");
      new Journey(installation, api, new Erasing(installation, clock), patience, clock, report)
          .travel();
    } catch (UncheckedIOException e) {
      report.add(
          Finding.failed(
              "certificates",
              String.valueOf(e.getMessage()),
              "Mend the permissions of " + installation.dataDir()));
    }
    return report.isFine() ? WELL : ILL;
  }

  /** The keys of the first start, which people copy from. */
  private static void customersKeys(Path dataDir, SuiteApi api, Report report)
      throws InterruptedException {
    Path file = dataDir.resolve("keys.env");
    if (!Files.exists(file)) {
      report.add(Finding.skipped("keys", "There is no " + file));
      return;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        Map<String, String> audiences =
            Map.of("CROW_WRITE_KEY", "web-ingest-worker", "CROW_SECRET_KEY", "interaction-service");
        int split = line.indexOf('=');
        String audience = split < 0 ? null : audiences.get(line.substring(0, split));
        if (audience != null && api.exchange(line.substring(split + 1), audience).status() == 401) {
          report.add(
              Finding.warning(
                  "keys",
                  line.substring(0, split) + " in " + file + " is not valid any more",
                  "It was revoked, has expired, or is of another suite: take one that is valid"));
          return;
        }
      }
      report.add(Finding.ok("keys", "Those in " + file + " are valid"));
    } catch (IOException e) {
      report.add(Finding.skipped("keys", "They cannot be asked about"));
    }
  }
}
