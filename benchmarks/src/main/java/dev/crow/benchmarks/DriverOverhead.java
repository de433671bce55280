package dev.crow.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.crow.d1.D1DataSource;
import dev.crow.testkit.cloudflare.WorkerdD1;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the JDBC driver adds to a bare HTTP client that sends the same statements to the same D1 (on
 * workerd, a process of its own) and reads the same cells: time of a call, and CPU time of this
 * process. Both sides take turns.
 */
public final class DriverOverhead {

  private static final int WARM_UP = 1_500;
  private static final int ROUNDS = 6;
  private static final String ONE = "SELECT id, name, amount FROM item WHERE name = ?";
  private static final String HUNDRED = "SELECT id, name, amount FROM item WHERE id <= 100";
  private static final String ADD = "INSERT INTO log (text) VALUES (?)";

  private final Connection driver;
  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.builder().build();
  private long seen;

  private DriverOverhead(Connection driver, URI address) {
    this.driver = driver;
    this.address = address;
  }

  /** One call of either side. */
  private interface Work {
    void run(int i) throws Exception;
  }

  /**
   * @param args calls in each round
   * @throws Exception if D1's engine cannot be had or fails
   */
  public static void main(String[] args) throws Exception {
    try (WorkerdD1 d1 =
        WorkerdD1.start(
                Path.of("platform/d1-worker").toRealPath(), Path.of("benchmarks/target/d1-worker"))
            .orElseThrow(() -> new IOException("Node and npm are needed"))) {
      Properties properties = new Properties();
      properties.setProperty("token", WorkerdD1.TOKEN);
      try (Connection connection = new D1DataSource(d1.jdbcUrl(), properties).getConnection()) {
        new DriverOverhead(connection, URI.create(d1.address() + "raw"))
            .compare(Integer.parseInt(args[0]));
      }
    }
  }

  private void compare(int calls) throws Exception {
    try (var statement = driver.createStatement()) {
      statement.execute(
          "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT UNIQUE, amount REAL)");
      statement.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, text TEXT)");
      statement.execute(
          """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
          INSERT INTO item SELECT i, 'item ' || i, i / 4.0 FROM n
          """);
    }
    measure("one row", calls, i -> driverReads(ONE, "item " + (i % 1000 + 1)), this::bareOne);
    measure("100 rows", calls / 2, _ -> driverReads(HUNDRED), _ -> bareReads(HUNDRED));
    measure("100 writes in a transaction", calls / 4, this::driverWrites, this::bareWrites);
    System.out.println("(" + seen + " cells read)");
  }

  private void measure(String what, int calls, Work driverWork, Work bareWork) throws Exception {
    double[] driverCost = new double[2];
    double[] bareCost = new double[2];
    cost(driverWork, WARM_UP);
    cost(bareWork, WARM_UP);
    for (int round = 0; round < ROUNDS; round++) {
      add(driverCost, cost(driverWork, calls));
      add(bareCost, cost(bareWork, calls));
    }
    int all = ROUNDS * calls;
    System.out.printf(
        "%s: driver %.0f us, %.0f us CPU; bare %.0f us, %.0f us CPU; overhead %.0f %%, CPU %.0f %%%n",
        what,
        driverCost[0] / all,
        driverCost[1] / all,
        bareCost[0] / all,
        bareCost[1] / all,
        100 * (driverCost[0] / bareCost[0] - 1),
        100 * (driverCost[1] / bareCost[1] - 1));
  }

  private static void add(double[] sum, double[] more) {
    sum[0] += more[0];
    sum[1] += more[1];
  }

  /** Microseconds that passed, and that this process computed. */
  private static double[] cost(Work work, int calls) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long began = System.nanoTime();
    long cpu = system.getProcessCpuTime();
    for (int i = 0; i < calls; i++) {
      work.run(i);
    }
    return new double[] {
      (System.nanoTime() - began) / 1000.0, (system.getProcessCpuTime() - cpu) / 1000.0
    };
  }

  private void driverReads(String sql, String... values) throws Exception {
    try (PreparedStatement statement = driver.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          seen += rows.getLong(1) + rows.getString(2).length() + (long) rows.getDouble(3);
        }
      }
    }
  }

  private void driverWrites(int i) throws Exception {
    driver.setAutoCommit(false);
    try (PreparedStatement statement = driver.prepareStatement(ADD)) {
      for (int n = 0; n < 100; n++) {
        statement.setString(1, "line " + i + "." + n);
        statement.addBatch();
      }
      statement.executeBatch();
    }
    driver.commit();
    driver.setAutoCommit(true);
  }

  private void bareOne(int i) throws Exception {
    bareReads(ONE, "item " + (i % 1000 + 1));
  }

  private void bareReads(String sql, String... values) throws Exception {
    for (JsonNode row : post(statement(sql, values)).at("/result/0/results/rows")) {
      seen += row.get(0).asLong() + row.get(1).asString().length() + (long) row.get(2).asDouble();
    }
  }

  private void bareWrites(int i) throws Exception {
    Object[] batch = new Object[100];
    for (int n = 0; n < batch.length; n++) {
      batch[n] = statement(ADD, "line " + i + "." + n);
    }
    seen += post(Map.of("batch", batch)).path("result").size();
  }

  private static Map<String, Object> statement(String sql, String... values) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("sql", sql);
    statement.put("params", values);
    return statement;
  }

  private JsonNode post(Map<String, Object> body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + WorkerdD1.TOKEN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
            .build();
    JsonNode answer = json.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    if (!answer.path("success").asBoolean()) {
      throw new IOException(answer.toString());
    }
    return answer;
  }
}
