package dev.crow.fetch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is fetched from strangers, and how much of it.
 *
 * @param allowedHosts each {@code host:port} that may be fetched from although it is not public,
 *     for development only
 * @param ports of public hosts
 * @param userAgent how we introduce ourselves
 * @param connectTimeout for one connection
 * @param timeout for one answer as a whole, its redirects included
 * @param maxBody of one answer, unpacked
 * @param maxRedirects of one fetch
 */
@Validated
@ConfigurationProperties("crow.fetch")
public record FetchProperties(
    @DefaultValue Set<@Pattern(regexp = "[^\\s/@]+:[0-9]{1,5}") String> allowedHosts,
    @DefaultValue({"80", "443"}) Set<Integer> ports,
    @DefaultValue("CROW-Crawler/1.0") @NotBlank String userAgent,
    @DefaultValue("5s") Duration connectTimeout,
    @DefaultValue("30s") Duration timeout,
    @DefaultValue("5MB") DataSize maxBody,
    @DefaultValue("5") @Min(0) @Max(20) int maxRedirects) {

  /** Copies the sets. */
  public FetchProperties {
    allowedHosts = Set.copyOf(allowedHosts);
    ports = Set.copyOf(ports);
  }
}
