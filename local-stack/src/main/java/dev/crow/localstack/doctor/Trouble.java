package dev.crow.localstack.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/** Tells from a failed call what is wrong, and what to do. */
final class Trouble {

  private final Installation installation;

  Trouble(Installation installation) {
    this.installation = installation;
  }

  /** Why a stage could not be asked. */
  Finding of(String stage, IOException failure) {
    String whom = stage.equals("exchange") ? "auth-service" : "The gateway";
    return switch (failure) {
      case SSLException _ ->
          Finding.failed(
              stage,
              whom + " and the doctor do not accept each other's certificates",
              "Delete %s and start the suite again; it makes new certificates"
                  .formatted(installation.dataDir().resolve("tls")));
      case HttpTimeoutException _ ->
          Finding.failed(stage, whom + " does not answer in time", seeLog());
      case ConnectException _ ->
          Finding.failed(stage, whom + " cannot be reached: it is down", "Start it: ./crow up");
      default -> Finding.failed(stage, String.valueOf(failure.getMessage()), seeLog());
    };
  }

  String seeLog() {
    return "Look into " + installation.logDir() + "; ./crow down; ./crow up starts everything anew";
  }
}
