package dev.crow.auth.passkey;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where passkeys are used. A passkey belongs to one domain for ever: after a change of the relying
 * party's id the ones that exist work no more.
 *
 * @param relyingPartyId the domain, without scheme and port; browsers take no IP address
 * @param name what people are shown beside it
 * @param origins the pages that may ask for a passkey: on that domain or below it, and over HTTPS
 *     unless it is {@code localhost}
 * @param timeout how long a person may take
 * @param most passkeys of one person
 */
@Validated
@ConfigurationProperties("crow.auth.passkeys")
record PasskeyProperties(
    @DefaultValue("localhost") @NotBlank String relyingPartyId,
    @DefaultValue("CROW") @NotBlank String name,
    @DefaultValue("http://localhost:8000") @NotEmpty Set<URI> origins,
    @DefaultValue("5m") @DurationMin(seconds = 30) @DurationMax(minutes = 30) Duration timeout,
    @DefaultValue("20") @Min(1) @Max(100) int most) {

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final String THIS_MACHINE = "localhost";

  PasskeyProperties {
    origins = Set.copyOf(origins);
    if (ADDRESS.matcher(relyingPartyId).matches()) {
      throw new IllegalArgumentException(
          "crow.auth.passkeys.relying-party-id is an address; browsers take a domain only");
    }
    for (URI origin : origins) {
      if (!isUsable(origin, relyingPartyId)) {
        throw new IllegalArgumentException(
            "crow.auth.passkeys.origins: %s is not an https origin on %s"
                .formatted(origin, relyingPartyId));
      }
    }
  }

  private static boolean isUsable(URI origin, String domain) {
    String host = origin.getHost();
    if (host == null || !origin.getRawAuthority().endsWith(host + portOf(origin))) {
      return false;
    }
    boolean bare =
        origin.getRawPath().isEmpty()
            && origin.getRawQuery() == null
            && origin.getRawFragment() == null
            && origin.getRawUserInfo() == null;
    boolean secure =
        "https".equals(origin.getScheme())
            || ("http".equals(origin.getScheme())
                && (host.equals(THIS_MACHINE) || host.endsWith("." + THIS_MACHINE)));
    return bare && secure && (host.equals(domain) || host.endsWith("." + domain));
  }

  private static String portOf(URI origin) {
    return origin.getPort() < 0 ? "" : ":" + origin.getPort();
  }
}
