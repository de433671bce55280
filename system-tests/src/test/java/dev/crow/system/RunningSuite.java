package dev.crow.system;

import dev.crow.localstack.ServiceClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** The launcher as a process of its own, on free ports, with a data folder of its own. */
public final class RunningSuite implements AutoCloseable {

  /** A start on a machine that does much else. */
  public static final Duration START_PATIENCE = Duration.ofMinutes(8);

  private static final List<String> PORTS =
      List.of(
          "CROW_GATEWAY_PORT",
          "CROW_AUTH_PORT",
          "CROW_USER_PORT",
          "CROW_ORGANIZATION_PORT",
          "CROW_PRODUCT_PORT",
          "CROW_PATTERN_PORT",
          "CROW_NOTIFICATION_PORT",
          "CROW_ANALYTICS_PORT",
          "CROW_WEB_INGEST_PORT",
          "CROW_INTERACTION_PORT",
          "CROW_KAFKA_PORT",
          "CROW_KAFKA_CONTROLLER_PORT",
          "CROW_OBJECTS_PORT");

  private final Path data;
  private final Map<String, String> environment;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final List<String> java;
  private final Process process;

  private RunningSuite(
      List<String> java, Path data, Map<String, String> environment, List<String> words) {
    this.java = java;
    this.data = data;
    this.environment = environment;
    this.process = launch(words);
  }

  /**
   * Starts and waits until the greeting, which takes its time on a busy machine.
   *
   * @param data folder of its own
   * @param more environment variables
   * @param words the launcher's command
   */
  public static RunningSuite ready(Path data, Map<String, String> more, String... words) {
    return ready(RecordedStart.java(), data, more, List.of(words));
  }

  /**
   * @param java the program with its options and class path
   */
  static RunningSuite ready(
      List<String> java, Path data, Map<String, String> more, List<String> words) {
    RunningSuite suite = launched(java, data, more, words);
    try {
      Awaitility.await()
          .atMost(START_PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> suite.said("CROW is ready") || !suite.process.isAlive());
    } catch (ConditionTimeoutException e) {
      suite.close();
      throw new AssertionError("The suite did not start in time:\n" + suite.output(), e);
    }
    if (!suite.said("CROW is ready")) {
      throw new AssertionError("The suite did not start:\n" + suite.output());
    }
    return suite;
  }

  static RunningSuite launched(Path data, Map<String, String> more, String... words) {
    return launched(RecordedStart.java(), data, more, List.of(words));
  }

  private static RunningSuite launched(
      List<String> java, Path data, Map<String, String> more, List<String> words) {
    Map<String, String> environment = new LinkedHashMap<>(FreePorts.named(PORTS));
    environment.put("CROW_DATA_DIR", data.toString());
    // However busy the machine is that runs the tests.
    environment.put("CROW_START_PATIENCE", "420");
    environment.put("CROW_AUTH_PASSWORD_PATIENCE", "20s");
    environment.put("CROW_AUTH_PASSWORD_SHARE", "1");
    environment.putAll(more);
    return new RunningSuite(java, data, environment, words);
  }

  /** The same suite again, after this one stopped. */
  RunningSuite again(String... words) {
    return ready(data, environment, words);
  }

  private Process launch(List<String> words) {
    List<String> line = new ArrayList<>(java);
    line.add("dev.crow.localstack.LocalStack");
    line.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("CROW_"));
    builder.environment().putAll(environment);
    try {
      Process started = builder.start();
      Thread.ofVirtual().start(() -> drain(started));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void drain(Process started) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(output::add);
    } catch (IOException | UncheckedIOException e) {
      output.add("(output lost: " + e + ")");
    }
  }

  /**
   * @return what it has said so far
   */
  public String output() {
    return String.join("\n", output);
  }

  /**
   * @return whether it has said so
   */
  public boolean said(String words) {
    return output.stream().anyMatch(line -> line.contains(words));
  }

  /**
   * @return the launcher
   */
  public Process process() {
    return process;
  }

  /**
   * @return what the doctor says of it, as JSON, after the doctor has left
   */
  public String examined() {
    RunningSuite doctor = launched(data, environment, "doctor", "--json", "--patience=5");
    doctor.exitStatus();
    // The last lines of a process may come a moment after its end.
    Awaitility.await().until(() -> doctor.said("\"findings\""));
    return doctor.output();
  }

  int exitStatus() {
    try {
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        throw new AssertionError("The launcher did not end:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @return for the first organization, which the start made
   */
  public Api api() {
    return new Api("http://127.0.0.1:" + environment.get("CROW_GATEWAY_PORT"), keys());
  }

  /**
   * @return for another customer of the same suite, made by this call
   */
  public Api secondOrganization() {
    Api first = api();
    try {
      String secret = Files.readString(data.resolve("security").resolve("service.secret")).strip();
      URI auth = URI.create("https://127.0.0.1:" + environment.get("CROW_AUTH_PORT"));
      HttpRequest request =
          HttpRequest.newBuilder(auth.resolve("/internal/organizations"))
              .header("X-Crow-Service-Secret", secret)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"Another brand\"}"))
              .build();
      HttpResponse<String> answer =
          ServiceClients.of(data).send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException("No organization was made: " + answer.statusCode());
      }
      JsonNode created = first.json(answer);
      return new Api(
          first.gateway(),
          Map.of(
              "CROW_WRITE_KEY", created.path("writeKey").asString(),
              "CROW_SECRET_KEY", created.path("secretKey").asString(),
              "CROW_ORGANIZATION_ID", created.path("organizationId").asString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param portVariable names the port
   * @return where it is
   */
  public String address(String portVariable) {
    return "http://127.0.0.1:" + environment.get(portVariable);
  }

  /**
   * @return what the launcher was told
   */
  public Map<String, String> environment() {
    return environment;
  }

  /**
   * @return its data folder
   */
  public Path data() {
    return data;
  }

  private Map<String, String> keys() {
    try {
      Map<String, String> keys = new LinkedHashMap<>();
      for (String line : Files.readAllLines(data.resolve("keys.env"))) {
        int split = line.indexOf('=');
        keys.put(line.substring(0, split), line.substring(split + 1));
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends one process of the isolated form as a power cut would.
   *
   * @param name of the service
   * @return whether it was running, and not just between two lives
   */
  public boolean kill(String name) {
    return ProcessHandle.of(processOf(name)).map(ProcessHandle::destroyForcibly).orElse(false);
  }

  /**
   * @param name of a process of the isolated form
   * @return its id at present
   */
  public long processOf(String name) {
    try {
      return Long.parseLong(Files.readString(data.resolve("run").resolve(name + ".pid")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // Process.destroy() would close the stream with the last words in it as well.
    process.toHandle().destroy();
    exitStatus();
  }
}
