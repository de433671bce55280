package dev.crow.gateway.client;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the client behind the proxies. Each proxy appends whom it was asked by, so only the part
 * written by trusted ones counts: from the right, up to the first address that is none of theirs.
 */
@Component
public final class ClientAddresses {

  private static final int MAX_HOPS = 32;

  private final List<Network> trusted;
  private final ClientProperties.ProxyHeader header;

  ClientAddresses(ClientProperties properties) {
    this.trusted = properties.trustedProxies().stream().map(Network::of).toList();
    this.header = properties.proxyHeader();
  }

  /**
   * @param request any request
   * @return the socket's address, unless a trusted proxy names another
   */
  public ClientAddress of(HttpServletRequest request) {
    ClientAddress client = ClientAddress.of(request.getRemoteAddr());
    if (trusted.isEmpty() || !isTrusted(client)) {
      return client;
    }
    for (String hop : hopsFromTheRight(request)) {
      ClientAddress next = address(hop);
      if (next == null) {
        // A trusted proxy wrote no address; what stands further left proves nothing.
        return client;
      }
      client = next;
      if (!isTrusted(client)) {
        return client;
      }
    }
    return client;
  }

  private boolean isTrusted(ClientAddress client) {
    return trusted.stream().anyMatch(network -> network.contains(client.address()));
  }

  private List<String> hopsFromTheRight(HttpServletRequest request) {
    boolean forwarded = header == ClientProperties.ProxyHeader.FORWARDED;
    List<String> hops = new ArrayList<>();
    for (String line :
        Collections.list(request.getHeaders(forwarded ? "Forwarded" : "X-Forwarded-For"))) {
      for (String hop : line.split(",", -1)) {
        hops.add(forwarded ? forOf(hop) : hop.strip());
      }
    }
    Collections.reverse(hops);
    return hops.size() > MAX_HOPS ? hops.subList(0, MAX_HOPS) : hops;
  }

  /** The {@code for} parameter of one element of RFC 7239, or nothing. */
  private static String forOf(String element) {
    for (String pair : element.split(";", -1)) {
      String stripped = pair.strip();
      if (stripped.toLowerCase(Locale.ROOT).startsWith("for=")) {
        return stripped.substring("for=".length()).replace("\"", "").strip();
      }
    }
    return "";
  }

  private static @Nullable ClientAddress address(String hop) {
    try {
      return ClientAddress.of(withoutPort(hop));
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
