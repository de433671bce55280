package dev.crow.webingest.intake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keeps of an address what says which network it is in, and not who. */
final class NetworkAddresses {

  /** Three dots between digits, or two colons. */
  private static final Pattern LIKE_ONE =
      Pattern.compile("\\d\\.\\d{1,3}\\.\\d{1,3}\\.\\d|:[^:]{0,4}:");

  private static final int IPV4_KEPT = 3;
  private static final int IPV6_KEPT = 6;

  private NetworkAddresses() {}

  /**
   * @param text one address, or several with commas as proxies write them
   * @return the same with the last 8 bits of each IPv4, and the last 80 of each IPv6, at zero; what
   *     only looks like an address is masked, and what does not is left
   */
  static String truncated(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(part -> one(part.strip()))
        .collect(Collectors.joining(", "));
  }

  private static String one(String text) {
    if (!LIKE_ONE.matcher(text).find()) {
      return text;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      byte[] bytes = address.getAddress();
      Arrays.fill(bytes, bytes.length == 4 ? IPV4_KEPT : IPV6_KEPT, bytes.length, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (IllegalArgumentException | UnknownHostException e) {
      return Masking.SECRET;
    }
  }
}
