package dev.crow.system.faults;

import dev.crow.system.Api;
import dev.crow.system.FreePorts;
import dev.crow.system.RunningSuite;
import dev.crow.system.faults.FaultProxy.Weather;
import dev.crow.system.faults.inside.Faults;
import dev.crow.system.faults.inside.FaultsAutoConfiguration;
import dev.crow.system.faults.inside.FaultyConsumption;
import dev.crow.system.faults.inside.FaultyStreamsClients;
import dev.crow.system.faults.inside.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/**
 * The suite, one process for each service, with everything in it that can go wrong. Between the
 * gateway and the services that keep what it takes there are bad lines, and another before the
 * gateway.
 */
final class FaultySuite implements AutoCloseable {

  static final String BROKER = "kafka";
  static final String OBJECTS = "object-store";
  static final String GATEWAY = "gateway-service";
  static final String AUTH = "auth-service";
  static final String INGEST = "web-ingest-worker";
  static final String INTERACTION = "interaction-service";

  /** Those on the way of an event, and those they ask. */
  static final List<String> PROCESSES =
      List.of(BROKER, OBJECTS, AUTH, INGEST, INTERACTION, GATEWAY);

  private static final Map<String, String> PROXIED =
      Map.of(INGEST, "CROW_WEB_INGEST_PORT", INTERACTION, "CROW_INTERACTION_PORT");

  private final RunningSuite suite;
  private final Path folder;
  private final List<FaultProxy> proxies;
  private final FaultProxy frontDoor;
  private final Clocks clocks;
  private Plan everyday = Plan.NONE;

  private FaultySuite(
      RunningSuite suite, Path folder, List<FaultProxy> proxies, long seed, Clocks clocks) {
    this.suite = suite;
    this.clocks = clocks;
    this.folder = folder;
    this.proxies = proxies;
    int gateway = URI.create(suite.address("CROW_GATEWAY_PORT")).getPort();
    this.frontDoor = FaultProxy.open(0, gateway, seed);
    proxies.add(frontDoor);
  }

  /**
   * @param data folder of its own
   */
  static FaultySuite start(Path data, long seed) {
    return start(data, seed, Clocks.RIGHT);
  }

  /**
   * @param data folder of its own
   * @param clocks of all its processes
   */
  static FaultySuite start(Path data, long seed, Clocks clocks) {
    Path folder = data.resolve("faults");
    List<FaultProxy> proxies = new CopyOnWriteArrayList<>();
    List<String> options = new ArrayList<>();
    options.add(option(Faults.FOLDER, folder.toString()));
    options.add(
        option(
            "spring.kafka.consumer.properties.interceptor.classes",
            FaultyConsumption.class.getName()));
    options.add(
        option(
            "spring.kafka.streams.properties.default.client.supplier",
            FaultyStreamsClients.class.getName()));
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("CROW_SESSIONS_SHORTEST_GAP", "1s");
    environment.put("CROW_SESSIONS_TICK", "500ms");
    environment.put("CROW_INTERACTIONS_ARCHIVE_SESSIONS", "true");
    // The visitors share one address, and so do those who check.
    environment.put("CROW_GATEWAY_LIMITS_API_PERADDRESS", "100000/1m");
    environment.put("CROW_GATEWAY_LIMITS_API_PERCREDENTIAL", "100000/1m");
    environment.put("CROW_GATEWAY_LIMITS_API_PERORGANIZATION", "100000/1m");
    for (Map.Entry<String, String> proxied : PROXIED.entrySet()) {
      int door = FreePorts.one();
      int service = FreePorts.one();
      environment.put(proxied.getValue(), Integer.toString(door));
      options.add(
          option(FaultsAutoConfiguration.PORT + proxied.getKey(), Integer.toString(service)));
      Thread.ofVirtual()
          .start(
              () -> {
                // Until its process starts, the suite wants to see its port free. It has as long as
                // the suite has to start.
                Awaitility.await()
                    .atMost(RunningSuite.START_PATIENCE)
                    .until(
                        () -> Files.exists(data.resolve("run").resolve(proxied.getKey() + ".pid")));
                proxies.add(FaultProxy.open(door, service, seed));
              });
    }
    options.addAll(clocks.options());
    environment.put("CROW_JAVA_OPTIONS", String.join(" ", options));
    RunningSuite suite = RunningSuite.ready(data, environment, "up", "--isolated");
    return new FaultySuite(suite, folder, proxies, seed, clocks);
  }

  private static String option(String name, String value) {
    return "-D" + name + "=" + value;
  }

  /** A new organization, so that what others left does not count. */
  Api organization() {
    // The last fault may have been auth-service's end.
    return Awaitility.await("auth-service makes an organization")
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(suite::secondOrganization, Objects::nonNull);
  }

  /**
   * @return the way its visitors take
   */
  Api visitorsOf(Api organization) {
    return organization.through("http://127.0.0.1:" + frontDoor.port());
  }

  /** What goes wrong in every service, where no other plan is made. */
  void everyday(Plan plan) {
    everyday = plan;
    PROCESSES.forEach(this::everydayFor);
  }

  void everydayFor(String service) {
    plan(service, everyday);
  }

  void plan(String service, Plan plan) {
    plan.writeTo(Faults.planOf(folder, service));
  }

  void weather(Weather weather) {
    proxies.forEach(proxy -> proxy.weather(weather));
  }

  /** From now on nothing goes wrong. */
  void calm() {
    everyday(Plan.NONE);
    weather(Weather.FAIR);
  }

  /**
   * @return whether there was one to end
   */
  boolean kill(String process) {
    return suite.kill(process);
  }

  /** Stands still, as one that swaps, until {@link #wake}. */
  void freeze(String process) {
    signal(process, "STOP");
  }

  void wake(String process) {
    signal(process, "CONT");
  }

  private void signal(String process, String signal) {
    String id = Long.toString(suite.processOf(process));
    try {
      int status = new ProcessBuilder("kill", "-" + signal, id).start().waitFor();
      if (status != 0) {
        throw new AssertionError(process + " does not take " + signal);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @return a line for each process that ended at a fail-point: service, point, detail
   */
  List<String> crashes() {
    return lines(Faults.CRASHES);
  }

  /**
   * @return a line for each fail-point that a service came to: service, point, detail
   */
  List<String> reached() {
    return lines(Faults.REACHED);
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(folder.resolve(file));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param said what the clocks of the suite's processes said, epoch milliseconds
   * @return what time it was
   */
  long trueTime(long said) {
    return clocks.trueTime(said);
  }

  /**
   * @return what the doctor finds
   */
  String examined() {
    return suite.examined();
  }

  Path data() {
    return suite.data();
  }

  String bootstrapServers() {
    return "127.0.0.1:" + suite.environment().get("CROW_KAFKA_PORT");
  }

  @Override
  public void close() {
    proxies.forEach(FaultProxy::close);
    suite.close();
  }
}
