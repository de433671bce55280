package dev.crow.localstack.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Knocks at every port, and asks every service whether it is ready. */
final class Doors {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int CONNECT_MILLIS = 1_000;

  private final Installation installation;
  private final HttpClient http;

  Doors(Installation installation, HttpClient http) {
    this.installation = installation;
    this.http = http;
  }

  /**
   * @return whether anything listens where the suite would
   */
  boolean anythingListens() {
    return installation.ports().values().stream().anyMatch(Doors::listens);
  }

  List<Finding> knock() {
    List<Finding> findings = new ArrayList<>();
    List<String> closed = new ArrayList<>();
    installation
        .ports()
        .forEach(
            (what, port) -> {
              if (!listens(port)) {
                closed.add(what + " (" + port + ")");
              }
            });
    findings.add(
        closed.isEmpty()
            ? Finding.ok("ports", installation.ports().size() + " are open")
            : Finding.failed(
                "ports",
                "Nothing listens for " + String.join(", ", closed),
                "See why it ended in " + installation.logDir() + ", then ./crow down; ./crow up"));
    installation.services().forEach((name, address) -> findings.add(service(name, address)));
    return findings;
  }

  static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Finding service(String name, URI address) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address.resolve("/actuator/health")).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      List<String> unwell = unwell(answer.body());
      return answer.statusCode() == 200
          ? Finding.ok(name, "is well")
          : Finding.failed(
              name,
              unwell.isEmpty()
                  ? "answers " + answer.statusCode()
                  : "is not well: " + String.join("; ", unwell),
              "Look into " + installation.logDir());
    } catch (IOException e) {
      return unreachable(name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.skipped(name, "interrupted");
    }
  }

  /** Why a service could not be asked, and what to do. */
  private Finding unreachable(String name, IOException failure) {
    String log = "Look into " + installation.logDir() + ", then ./crow down; ./crow up";
    return switch (failure) {
      case SSLException _ ->
          Finding.failed(
              name,
              "shows or wants a certificate that is not valid",
              "Delete %s and start the suite again; it makes new certificates"
                  .formatted(installation.dataDir().resolve("tls")));
      case HttpTimeoutException _ ->
          Finding.failed(name, "does not answer; it hangs or has too much to do", log);
      default -> Finding.failed(name, "is down", log);
    };
  }

  /** The parts of a health document that are not up. */
  private static List<String> unwell(String body) {
    List<String> unwell = new ArrayList<>();
    try {
      for (Map.Entry<String, JsonNode> part :
          JsonMapper.shared().readTree(body).path("components").properties()) {
        String status = part.getValue().path("status").asString("");
        if (!status.equals("UP") && !status.equals("UNKNOWN")) {
          String reason = part.getValue().path("details").path("reason").asString("");
          unwell.add(part.getKey() + " is " + status + (reason.isEmpty() ? "" : ", " + reason));
        }
      }
    } catch (JacksonException e) {
      unwell.add("its answer is no health document");
    }
    return unwell;
  }
}
