package dev.crow.localstack;

import dev.crow.localstack.doctor.Installation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the suite keeps its data and which ports it takes, read from the environment.
 *
 * @param dataDir {@code CROW_DATA_DIR}, else {@code data} below the working directory
 * @param ports of the services
 * @param kafkaPort {@code CROW_KAFKA_PORT}
 * @param kafkaControllerPort {@code CROW_KAFKA_CONTROLLER_PORT}
 * @param objects where the services keep their objects
 * @param mutualTls {@code CROW_SECURITY_MTLS_ENABLED}, else true: whether services show each other
 *     certificates
 * @param patience {@code CROW_START_PATIENCE}, else 180 seconds: how long a start may take
 * @param javaOptions {@code CROW_JAVA_OPTIONS}: more options for the JVMs of the isolated form
 */
record StackConfig(
    Path dataDir,
    Map<Service, Integer> ports,
    int kafkaPort,
    int kafkaControllerPort,
    ObjectsConfig objects,
    boolean mutualTls,
    Duration patience,
    List<String> javaOptions) {

  private static final String LOGS = "logs";
  static final String DATA_DIR = "CROW_DATA_DIR";
  static final String JAVA_OPTIONS = "CROW_JAVA_OPTIONS";
  static final String MUTUAL_TLS = "CROW_SECURITY_MTLS_ENABLED";
  static final String PATIENCE = "CROW_START_PATIENCE";
  static final String KAFKA_PORT = "CROW_KAFKA_PORT";
  static final String KAFKA_CONTROLLER_PORT = "CROW_KAFKA_CONTROLLER_PORT";

  static StackConfig from(Map<String, String> environment) {
    Map<Service, Integer> ports = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      ports.put(service, port(environment, service.portVariable(), service.defaultPort()));
    }
    return new StackConfig(
        Path.of(environment.getOrDefault(DATA_DIR, "data")).toAbsolutePath().normalize(),
        ports,
        port(environment, KAFKA_PORT, 8092),
        port(environment, KAFKA_CONTROLLER_PORT, 8093),
        ObjectsConfig.from(environment),
        !"false".equals(environment.get(MUTUAL_TLS)),
        patience(environment.getOrDefault(PATIENCE, "180")),
        Arrays.stream(environment.getOrDefault(JAVA_OPTIONS, "").split(" ", -1))
            .filter(option -> !option.isBlank())
            .toList());
  }

  private static Duration patience(String given) {
    if (!given.matches("[1-9][0-9]{0,4}")) {
      throw new StackException(PATIENCE + " is '" + given + "', which is not a number of seconds");
    }
    return Duration.ofSeconds(Integer.parseInt(given));
  }

  static int port(Map<String, String> environment, String variable, int otherwise) {
    String given = environment.get(variable);
    if (given == null || given.isBlank()) {
      return otherwise;
    }
    try {
      int port = Integer.parseInt(given.strip());
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new StackException(variable + " is '" + given + "', which is not a port number", e);
    }
    throw new StackException(variable + " is " + given + ", but a port is from 1 to 65535");
  }

  int port(Service service) {
    return ports.getOrDefault(service, service.defaultPort());
  }

  String address(Service service) {
    // The gateway's callers are browsers, which have no certificates.
    String scheme = mutualTls && service != Service.GATEWAY ? "https" : "http";
    return scheme + "://127.0.0.1:" + port(service);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + kafkaPort;
  }

  Path kafkaDir() {
    return dataDir.resolve("kafka");
  }

  Path objectsDir() {
    return dataDir.resolve("objects");
  }

  /** Where the gateway finds the key for the pages of the demo shop. */
  Path demoShopKeyFile() {
    return dataDir.resolve("demo-shop").resolve("write-key");
  }

  Path pidFile() {
    return dataDir.resolve("run").resolve("crow.pid");
  }

  Path logFile() {
    return dataDir.resolve(LOGS).resolve("crow.log");
  }

  /** The same, for the doctor. */
  Installation installation() {
    Map<String, URI> services = new LinkedHashMap<>();
    Map<String, Integer> listening = new LinkedHashMap<>();
    for (Service service : Service.values()) {
      services.put(service.serviceName(), URI.create(address(service)));
      listening.put(service.serviceName(), port(service));
    }
    listening.put("kafka", kafkaPort);
    if (objects.embedded()) {
      listening.put("object-store", objects.port());
    }
    return new Installation(
        dataDir,
        dataDir.resolve(LOGS),
        URI.create(address(Service.GATEWAY)),
        services,
        bootstrapServers(),
        listening,
        mutualTls);
  }

  /** What a service is told on its command line. Its own file and the environment say the rest. */
  List<String> arguments(Service service) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--spring.config.name=" + service.serviceName());
    arguments.add("--server.port=" + port(service));
    arguments.add("--crow.data-dir=" + dataDir);
    arguments.add("--crow.security.mtls.enabled=" + mutualTls);
    arguments.add("--spring.kafka.bootstrap-servers=" + bootstrapServers());
    arguments.add("--crow.security.jwks-uri=" + address(Service.AUTH) + "/.well-known/jwks.json");
    if (service == Service.GATEWAY) {
      arguments.add("--spring.profiles.active=local");
      arguments.add("--crow.gateway.auth-uri=" + address(Service.AUTH));
      arguments.add("--crow.gateway.user-uri=" + address(Service.USER));
      arguments.add("--crow.gateway.organization-uri=" + address(Service.ORGANIZATION));
      arguments.add("--crow.gateway.product-uri=" + address(Service.PRODUCT));
      arguments.add("--crow.gateway.web-ingest-uri=" + address(Service.WEB_INGEST));
      arguments.add("--crow.gateway.interaction-uri=" + address(Service.INTERACTION));
      arguments.add("--crow.gateway.pattern-uri=" + address(Service.PATTERN));
      arguments.add("--crow.gateway.notification-uri=" + address(Service.NOTIFICATION));
      arguments.add("--crow.gateway.analytics-uri=" + address(Service.ANALYTICS));
      arguments.add("--crow.gateway.demo-shop.write-key-file=" + demoShopKeyFile());
    }
    return arguments;
  }
}
