package dev.crow.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.web.server.PortInUseException;

/** Says in one line why a service did not start. The whole story is in the log. */
final class StartFailure {

  private StartFailure() {}

  static StackException explain(String service, Path log, Throwable failure) {
    List<Throwable> chain = chain(failure);
    String reason =
        chain.stream()
            .map(StartFailure::known)
            .filter(line -> !line.isEmpty())
            .findFirst()
            .orElseGet(() -> firstLine(chain.getLast()));
    return new StackException(
        "%s cannot start: %s (log: %s)".formatted(service, reason, log), failure);
  }

  private static String known(Throwable failure) {
    return switch (failure) {
      case BindException wrong -> {
        String name = wrong.getName().toString();
        Object value = wrong.getProperty() == null ? null : wrong.getProperty().getValue();
        yield "the value%s of %s is not valid: %s"
            .formatted(
                value == null ? "" : " '" + value + "'", name, firstLine(chain(wrong).getLast()));
      }
      case PortInUseException taken -> "port " + taken.getPort() + " is taken";
      default -> "";
    };
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
      chain.add(t);
    }
    return chain;
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse(failure.getClass().getSimpleName());
  }
}
