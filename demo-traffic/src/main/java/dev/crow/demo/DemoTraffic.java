package dev.crow.demo;

import dev.crow.demo.driver.Ledger;
import dev.crow.demo.driver.TrafficDriver;
import dev.crow.demo.session.DemoSession;
import dev.crow.demo.session.GroundTruth;
import dev.crow.demo.session.SessionGenerator;
import dev.crow.demo.world.World;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Sends the visits of invented shoppers to a running suite. Exit codes: 0 all is well, 1 the suite
 * cannot be reached or did not take everything, 2 the command line or the key is wrong.
 */
public final class DemoTraffic {

  private static final int OK = 0;
  private static final int INCOMPLETE = 1;
  private static final int USAGE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private final Clock clock;

  DemoTraffic(PrintStream out, PrintStream err, boolean terminal, Clock clock) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.clock = clock;
  }

  /**
   * Runs and exits.
   *
   * @param args see {@code --help}
   * @throws InterruptedException if interrupted
   */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 has no console again where output is a file
  public static void main(String[] args) throws InterruptedException {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    DemoTraffic demo = new DemoTraffic(System.out, System.err, terminal, Clock.systemUTC());
    System.exit(demo.run(List.of(args)));
  }

  int run(List<String> args) throws InterruptedException {
    if (args.contains("--help")) {
      out.print(Arguments.USAGE);
      return OK;
    }
    try {
      return run(ArgumentReader.read(args, clock));
    } catch (UsageException e) {
      err.println(e.getMessage() + ". See --help.");
      return USAGE;
    } catch (IOException e) {
      err.println("The ground truth cannot be written: " + e.getMessage());
      return INCOMPLETE;
    }
  }

  private int run(Arguments arguments) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      if (!answers(http, arguments.gateway())) {
        return unreachable(arguments.gateway());
      }
      SessionGenerator generator =
          new SessionGenerator(
              World.standard(),
              arguments.seed(),
              arguments.now(),
              Duration.ofDays(arguments.days()),
              arguments.planted());
      List<DemoSession> sessions =
          generator.stream()
              .limit(arguments.sessions())
              .sorted(Comparator.comparing(DemoSession::startedAt))
              .toList();
      List<GroundTruth> truths = sessions.stream().map(DemoSession::truth).toList();
      if (arguments.groundTruth() != null) {
        new GroundTruthFile().write(arguments.groundTruth(), generator.planted(), truths);
      }
      Ledger ledger = send(arguments, sessions);
      int code = report(arguments, truths, ledger);
      return code == OK ? verify(http, arguments, truths) : code;
    }
  }

  private Ledger send(Arguments arguments, List<DemoSession> sessions) throws InterruptedException {
    TrafficDriver driver = new TrafficDriver(arguments.settings());
    try (Progress progress = new Progress(out, terminal, driver.ledger(), sessions.size(), clock)) {
      Runtime.getRuntime().addShutdownHook(new Thread(progress::interrupt));
      progress.start();
      return driver.send(sessions);
    }
  }

  private int report(Arguments arguments, List<GroundTruth> truths, Ledger ledger) {
    if (ledger.keyRefused()) {
      err.println("The suite refused the key. --key must be a write key of an organization.");
      return USAGE;
    }
    out.print(new Summary(truths, ledger).text());
    if (ledger.acknowledged().isEmpty() && !ledger.failed().isEmpty()) {
      return unreachable(arguments.gateway());
    }
    boolean complete =
        ledger.failed().isEmpty()
            && ledger.refused().isEmpty()
            && ledger.incompleteSessions().isEmpty();
    if (!complete) {
      err.println("The suite did not take everything.");
    }
    return complete ? OK : INCOMPLETE;
  }

  private int verify(HttpClient http, Arguments arguments, List<GroundTruth> truths)
      throws InterruptedException {
    if (arguments.verifyKey() == null) {
      return OK;
    }
    out.println("Waiting for the interactions …");
    InteractionCheck.Found found =
        new InteractionCheck(http, arguments.gateway(), arguments.verifyKey(), clock, Thread::sleep)
            .await(truths, PATIENCE);
    out.println(
        "%d of %d visits became interactions, %d of them with every event."
            .formatted(found.sessions(), found.sent(), found.whole()));
    return found.isComplete() ? OK : INCOMPLETE;
  }

  private boolean answers(HttpClient http, URI gateway) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(gateway.resolve("/")).timeout(Duration.ofSeconds(10)).build();
      http.send(request, BodyHandlers.discarding());
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private int unreachable(URI gateway) {
    err.println("No suite answers at " + gateway + " – start it with ./crow up");
    return INCOMPLETE;
  }
}
