package dev.crow.localstack.doctor;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the doctor is told of the suite it examines.
 *
 * @param dataDir the data folder
 * @param logDir where the logs are
 * @param gateway where customers ask
 * @param services base address of each service by its name, the gateway included, in the order of
 *     starting
 * @param bootstrapServers where the broker listens, as {@code host:port}
 * @param ports everything that listens: what it is for, and the port
 * @param mutualTls whether services show each other certificates
 */
public record Installation(
    Path dataDir,
    Path logDir,
    URI gateway,
    Map<String, URI> services,
    String bootstrapServers,
    Map<String, Integer> ports,
    boolean mutualTls) {

  URI address(String service) {
    URI address = services.get(service);
    if (address == null) {
      throw new IllegalArgumentException("The suite has no " + service);
    }
    return address;
  }
}
