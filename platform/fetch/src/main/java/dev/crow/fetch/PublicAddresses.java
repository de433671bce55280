package dev.crow.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses anybody on the internet may reach from all others: those of private networks, of
 * this machine, of cloud metadata, of documentation, multicast, and those that wrap an IPv4 address
 * (mapped, NAT64, 6to4, Teredo). IPv6 is decided by what is allowed, IPv4 by what is not, after
 * IANA's registries of special-purpose addresses.
 */
final class PublicAddresses {

  private static final List<Range> CLOSED_IPV4 =
      List.of(
          range("0.0.0.0", 8),
          range("10.0.0.0", 8),
          range("100.64.0.0", 10),
          range("127.0.0.0", 8),
          range("169.254.0.0", 16),
          range("172.16.0.0", 12),
          range("192.0.0.0", 24),
          range("192.0.2.0", 24),
          range("192.88.99.0", 24),
          range("192.168.0.0", 16),
          range("198.18.0.0", 15),
          range("198.51.100.0", 24),
          range("203.0.113.0", 24),
          range("224.0.0.0", 4),
          range("240.0.0.0", 4));

  private static final Range GLOBAL_IPV6 = range("2000::", 3);

  private static final List<Range> CLOSED_IPV6 =
      List.of(
          range("2001::", 23), range("2001:db8::", 32), range("2002::", 16), range("3fff::", 20));

  private PublicAddresses() {}

  static boolean contain(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return CLOSED_IPV4.stream().noneMatch(range -> range.contains(bytes));
    }
    return GLOBAL_IPV6.contains(bytes)
        && CLOSED_IPV6.stream().noneMatch(range -> range.contains(bytes));
  }

  private static Range range(String first, int bits) {
    return new Range(InetAddress.ofLiteral(first).getAddress(), bits);
  }

  @SuppressWarnings("ArrayRecordComponent") // Ranges are not compared.
  private record Range(byte[] first, int bits) {

    boolean contains(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
