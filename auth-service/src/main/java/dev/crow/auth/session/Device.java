package dev.crow.auth.session;

import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person may recognize a device by.
 *
 * @param userAgent as the browser says, shortened
 * @param network where from, no finer than a /24 or /48; empty if not known
 */
record Device(String userAgent, String network) {

  private static final int LONGEST_AGENT = 255;
  // Anything else would make Java ask a name server.
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  static Device of(@Nullable String userAgent, String address) {
    String agent = userAgent == null ? "" : userAgent.replaceAll("\\p{Cntrl}", "");
    return new Device(
        agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)), networkOf(address));
  }

  private static String networkOf(String address) {
    int slash = address.indexOf('/');
    String literal = slash < 0 ? address : address.substring(0, slash);
    if (!LITERAL.matcher(literal).matches()) {
      return "";
    }
    byte[] bytes;
    try {
      bytes = InetAddress.ofLiteral(literal).getAddress();
    } catch (IllegalArgumentException e) {
      return "";
    }
    return bytes.length == 4
        ? "%d.%d.%d.0/24".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff)
        : "%x:%x:%x::/48".formatted(pair(bytes, 0), pair(bytes, 2), pair(bytes, 4));
  }

  private static int pair(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}
