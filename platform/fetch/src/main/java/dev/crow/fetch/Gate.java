package dev.crow.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/** Decides which hosts may be connected to, and at which address. */
final class Gate {

  private final Set<String> allowedHosts;
  private final Set<Integer> ports;
  private final Names names;

  Gate(FetchProperties properties, Names names) {
    this.allowedHosts = properties.allowedHosts();
    this.ports = properties.ports();
    this.names = names;
  }

  /** The one address to connect to. All of a host's addresses have to be public. */
  InetAddress admit(WebAddress target) {
    if (allowedHosts.contains(target.host() + ":" + target.port())) {
      return addresses(target)[0];
    }
    if (target.literal() == null && target.host().indexOf('.') < 0) {
      throw new FetchException(FetchRefusal.URL_NOT_ALLOWED);
    }
    if (target.literal() != null && !PublicAddresses.contain(target.literal())) {
      throw new FetchException(FetchRefusal.URL_NOT_ALLOWED);
    }
    if (!ports.contains(target.port())) {
      throw new FetchException(FetchRefusal.PORT_NOT_ALLOWED);
    }
    InetAddress[] addresses = addresses(target);
    for (InetAddress address : addresses) {
      if (!PublicAddresses.contain(address)) {
        throw new FetchException(FetchRefusal.URL_NOT_ALLOWED);
      }
    }
    return addresses[0];
  }

  private InetAddress[] addresses(WebAddress target) {
    if (target.literal() != null) {
      return new InetAddress[] {target.literal()};
    }
    try {
      return names.resolve(target.host());
    } catch (UnknownHostException e) {
      throw new FetchException(FetchRefusal.UNREACHABLE, e);
    }
  }
}
