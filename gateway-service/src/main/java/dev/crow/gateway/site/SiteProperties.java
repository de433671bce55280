package dev.crow.gateway.site;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The pages that anybody may read.
 *
 * @param origin scheme and host that they name as their own, without a slash at the end; by default
 *     whatever the gateway is asked as, which behind a proxy is not what browsers see
 */
@Validated
@ConfigurationProperties("crow.gateway.sites")
record SiteProperties(@Nullable @Pattern(regexp = SiteOrigin.FORM) String origin) {}
