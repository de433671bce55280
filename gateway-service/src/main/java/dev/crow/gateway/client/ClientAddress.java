package dev.crow.gateway.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * The address a request came from, as far as it can be believed.
 *
 * @param address of the client; an IPv4 address mapped into IPv6 is that IPv4 address
 */
public record ClientAddress(InetAddress address) {

  private static final int HOUSEHOLD_V6_BITS = 64;
  private static final int NEIGHBOURS_V6_BITS = 48;
  private static final int NEIGHBOURS_V4_BITS = 24;

  /**
   * @param literal an IPv4 or IPv6 address; a zone is ignored
   * @return it
   * @throws IllegalArgumentException if it is a name, or nothing of that form
   */
  public static ClientAddress of(String literal) {
    int zone = literal.indexOf('%');
    return new ClientAddress(
        InetAddress.ofLiteral(zone < 0 ? literal : literal.substring(0, zone)));
  }

  /**
   * @return the whole address as text
   */
  public String text() {
    return address.getHostAddress();
  }

  /**
   * @return the IPv4 address, or the /64 network of an IPv6 one: a single household or server owns
   *     all addresses in it
   */
  public String household() {
    return address instanceof Inet6Address ? network(HOUSEHOLD_V6_BITS) : text();
  }

  /**
   * @return the /24 of an IPv4 address, the /48 of an IPv6 one: what one small provider or customer
   *     of a data centre gets at once
   */
  public String neighbourhood() {
    return network(address instanceof Inet6Address ? NEIGHBOURS_V6_BITS : NEIGHBOURS_V4_BITS);
  }

  private String network(int bits) {
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, bits / Byte.SIZE, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits;
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("An address has four or sixteen bytes", e);
    }
  }
}
