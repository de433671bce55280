package dev.crow.gateway.shop;

import dev.crow.gateway.site.SiteOrigin;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whose demo shop is served at {@code /demo}; none unless one of the two keys is given.
 *
 * @param writeKey publishable key of the organization that sees what visitors do
 * @param writeKeyFile a file with that key, which may appear later than the gateway starts
 * @param origin scheme and host that pages and sitemaps name as their own, without a slash at the
 *     end; by default whatever the gateway is asked as, which behind a proxy is not what browsers
 *     see
 */
@Validated
@ConfigurationProperties("crow.gateway.demo-shop")
record DemoShopProperties(
    @Nullable @Pattern(regexp = WriteKey.FORM) String writeKey,
    @Nullable Path writeKeyFile,
    @Nullable @Pattern(regexp = SiteOrigin.FORM) String origin) {}
