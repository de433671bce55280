package dev.crow.fetch;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL of the web, read so strictly that nobody can read it otherwise: addresses in the one usual
 * form only, no user info, no backslashes, no control characters. What is left is in one canonical
 * form, without its fragment.
 *
 * @param uri as it is asked for
 * @param host lower-case ASCII, without brackets or final dot
 * @param port always named
 * @param literal the address, if the host is one
 */
record WebAddress(URI uri, String host, int port, @Nullable InetAddress literal) {

  private static final int LONGEST = 2048;
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");
  private static final Pattern PARTS =
      Pattern.compile("[A-Za-z]+://([^/?#]*?)(?::([0-9]*))?([/?][^#]*)?(?:#.*)?");
  private static final Pattern NAME =
      Pattern.compile(
          "([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NUMBER_AT_END = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");
  private static final Pattern QUAD =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.|$)){4}");
  private static final Pattern BRACKETED = Pattern.compile("\\[([0-9a-f:.]{2,45})]");
  private static final String PLAIN = "-._~:/?#@!$&'()*+,;=";

  static WebAddress parse(String text) {
    if (text.length() > LONGEST || text.chars().anyMatch(WebAddress::isForbidden)) {
      throw new FetchException(FetchRefusal.INVALID_URL);
    }
    Matcher scheme = SCHEME.matcher(text);
    if (!scheme.matches()) {
      throw new FetchException(FetchRefusal.INVALID_URL);
    }
    String protocol = scheme.group(1).toLowerCase(Locale.ROOT);
    if (!protocol.equals("http") && !protocol.equals("https")) {
      throw new FetchException(FetchRefusal.SCHEME_NOT_ALLOWED);
    }
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches() || parts.group(1).isEmpty() || parts.group(1).indexOf('@') >= 0) {
      throw new FetchException(FetchRefusal.INVALID_URL);
    }
    String rest = parts.group(3) == null ? "/" : encoded(parts.group(3));
    return of(protocol, parts.group(1), port(protocol, parts.group(2)), rest);
  }

  private static WebAddress of(String protocol, String givenHost, int port, String rest) {
    InetAddress literal = null;
    String host = givenHost.toLowerCase(Locale.ROOT);
    Matcher bracketed = BRACKETED.matcher(host);
    if (bracketed.matches()) {
      literal = address(bracketed.group(1));
      host = bracketed.group(1);
    } else {
      host = ascii(host);
      if (NUMBER_AT_END.matcher(host).matches()) {
        // Other ways to write an address are read differently by different libraries.
        if (!QUAD.matcher(host).matches()) {
          throw new FetchException(FetchRefusal.URL_NOT_ALLOWED);
        }
        literal = address(host);
      }
    }
    String shown = bracketed.matches() ? "[" + host + "]" : host;
    boolean usual = port == usualPort(protocol);
    String path = rest.startsWith("/") ? rest : "/" + rest;
    return new WebAddress(
        uri(protocol + "://" + shown + (usual ? "" : ":" + port) + path), host, port, literal);
  }

  private static boolean isForbidden(int c) {
    return c <= ' ' || c == '\\' || c == 0x7f || Character.getType(c) == Character.CONTROL;
  }

  private static String ascii(String host) {
    String name;
    try {
      name = IDN.toASCII(host).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new FetchException(FetchRefusal.INVALID_URL, e);
    }
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (name.length() > 253 || !NAME.matcher(name).matches()) {
      throw new FetchException(FetchRefusal.INVALID_URL);
    }
    return name;
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException e) {
      throw new FetchException(FetchRefusal.INVALID_URL, e);
    }
  }

  private static int port(String protocol, @Nullable String given) {
    if (given == null || given.isEmpty()) {
      return usualPort(protocol);
    }
    int port = given.length() > 5 ? -1 : Integer.parseInt(given);
    if (port < 1 || port > 65_535) {
      throw new FetchException(FetchRefusal.PORT_NOT_ALLOWED);
    }
    return port;
  }

  private static int usualPort(String protocol) {
    return protocol.equals("https") ? 443 : 80;
  }

  /** Sites write characters into their links that have no place there. */
  private static String encoded(String rest) {
    StringBuilder text = new StringBuilder(rest.length());
    for (byte octet : rest.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      if (plain || c == '%') {
        text.append(c);
      } else {
        text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return text.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text).normalize();
      return uri.getRawPath().startsWith("/..") ? URI.create(withoutParents(uri)) : uri;
    } catch (IllegalArgumentException e) {
      throw new FetchException(FetchRefusal.INVALID_URL, e);
    }
  }

  /** {@link URI#normalize} keeps what leads above the root; browsers drop it. */
  private static String withoutParents(URI uri) {
    String path = uri.getRawPath().replaceFirst("^(/\\.\\.(?=/|$))+", "");
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return uri.getScheme() + "://" + uri.getRawAuthority() + (path.isEmpty() ? "/" : path) + query;
  }
}
