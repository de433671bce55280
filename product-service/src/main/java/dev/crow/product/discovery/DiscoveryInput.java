package dev.crow.product.discovery;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to discover.
 *
 * @param url a page of the shop; its whole site is read
 * @param maxPages at most as many as are configured; null for that
 */
@Schema(name = "Discovery")
record DiscoveryInput(
    @NotBlank @Size(max = 2048) String url, @Nullable @Positive @Max(50_000) Integer maxPages) {

  Map<String, Object> asMap() {
    return maxPages == null ? Map.of("url", url) : Map.of("url", url, "maxPages", maxPages);
  }
}
