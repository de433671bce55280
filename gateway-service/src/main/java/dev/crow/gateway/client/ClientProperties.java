package dev.crow.gateway.client;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the gateway believes about its surroundings.
 *
 * @param clientOrigins origins of our own web clients, written exactly as browsers send them; pages
 *     from there may use cookies, no others
 * @param hosts names the gateway answers to, without ports; any if empty
 * @param trustedProxies addresses or CIDR networks of the proxies in front; none by default, for
 *     whoever is trusted can claim any address
 * @param proxyHeader the one header those proxies write; another one may be the client's own
 * @param strictTransport whether every answer says that the gateway is to be asked over TLS only;
 *     answers over TLS always say it
 */
@Validated
@ConfigurationProperties("crow.gateway")
public record ClientProperties(
    @DefaultValue({
          "http://localhost:4321",
          "http://localhost:3001",
          "http://localhost:3002",
          "http://localhost:8000"
        })
        List<String> clientOrigins,
    @DefaultValue List<String> hosts,
    @DefaultValue List<String> trustedProxies,
    @DefaultValue("x-forwarded-for") ProxyHeader proxyHeader,
    @DefaultValue("false") boolean strictTransport) {

  /** Where proxies write the address they were asked from. */
  public enum ProxyHeader {
    X_FORWARDED_FOR,
    /** RFC 7239. */
    FORWARDED
  }

  /** Copies the lists. */
  public ClientProperties {
    clientOrigins = List.copyOf(clientOrigins);
    hosts = List.copyOf(hosts);
    trustedProxies = List.copyOf(trustedProxies);
  }
}
