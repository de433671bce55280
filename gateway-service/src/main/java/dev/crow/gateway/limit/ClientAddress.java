package dev.crow.gateway.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Whom an address belongs to, for counting. */
public final class ClientAddress {

  private static final int NETWORK_BYTES = 8;

  private ClientAddress() {}

  /**
   * @param remoteAddress of the socket; headers can be forged
   * @return the IPv4 address, or the /64 network of an IPv6 one: a single household or server owns
   *     all addresses in it
   */
  public static String of(String remoteAddress) {
    if (remoteAddress.indexOf(':') < 0) {
      return remoteAddress;
    }
    int zone = remoteAddress.indexOf('%');
    InetAddress address =
        InetAddress.ofLiteral(zone < 0 ? remoteAddress : remoteAddress.substring(0, zone));
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
        : address.getHostAddress();
  }
}
