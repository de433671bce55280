package dev.crow.gateway.route;

import java.net.URI;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** Route tables for tests. */
public final class RouteTables {

  private RouteTables() {}

  public static RouteTable defaults() {
    return new RouteTable(
        new GatewayProperties(
            URI.create("http://127.0.0.1:8001"),
            URI.create("http://127.0.0.1:8002"),
            URI.create("http://127.0.0.1:8004"),
            URI.create("http://127.0.0.1:8003"),
            URI.create("http://127.0.0.1:8013"),
            URI.create("http://127.0.0.1:8008"),
            URI.create("http://127.0.0.1:8007"),
            URI.create("http://127.0.0.1:8006"),
            URI.create("http://127.0.0.1:8005"),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            DataSize.ofMegabytes(1),
            4,
            16,
            16,
            16));
  }
}
