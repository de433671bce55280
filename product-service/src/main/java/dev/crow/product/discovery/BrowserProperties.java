package dev.crow.product.discovery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * A browser for pages that say nothing until their scripts have run.
 *
 * @param enabled whether there is one
 * @param executable a Chromium
 * @param arguments more of its arguments, such as {@code --no-sandbox} inside a container of its
 *     own
 * @param timeout longest for one page
 * @param maxPages rendered pages of one discovery
 * @param maxTraffic most bytes that one page may load
 */
@Validated
@ConfigurationProperties("crow.discovery.browser")
record BrowserProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue("/usr/bin/chromium") Path executable,
    @DefaultValue List<String> arguments,
    @DefaultValue("20s") Duration timeout,
    @DefaultValue("50") int maxPages,
    @DefaultValue("20MB") DataSize maxTraffic) {

  /** Copies the arguments. */
  public BrowserProperties {
    arguments = List.copyOf(arguments);
  }
}
