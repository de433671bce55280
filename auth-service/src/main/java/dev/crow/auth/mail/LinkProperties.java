package dev.crow.auth.mail;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where mailed links lead.
 *
 * @param baseUrl the web client that people sign in with, without a slash at the end. Never taken
 *     from a request, whose headers anybody can write
 */
@Validated
@ConfigurationProperties("crow.auth.links")
record LinkProperties(@DefaultValue("http://localhost:8000/auth") @NotNull URI baseUrl) {

  LinkProperties {
    boolean web = "http".equals(baseUrl.getScheme()) || "https".equals(baseUrl.getScheme());
    if (!web || baseUrl.getHost() == null || baseUrl.getUserInfo() != null) {
      throw new IllegalArgumentException("crow.auth.links.base-url is not the address of a site");
    }
  }

  /** The token is in the fragment, which browsers send to no server and so into no log. */
  String to(String page, String token) {
    String base = baseUrl.toString();
    String site = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return site + "/" + page + (token.isEmpty() ? "" : "#token=" + token);
  }
}
