package dev.crow.product.discovery;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How far websites are read.
 *
 * @param maxPages pages of one discovery
 * @param crawlDelay pause between two requests to a host that asks for none
 * @param maxCrawlDelay longest pause a host gets; one that asks for more is not read
 * @param maxSitemaps sitemaps of one discovery
 * @param maxSitemapUrls URLs that are taken from one sitemap
 * @param maxSitemap largest sitemap, unpacked
 */
@Validated
@ConfigurationProperties("crow.discovery")
record DiscoveryProperties(
    @DefaultValue("500") @Positive @Max(50_000) int maxPages,
    @DefaultValue("1s") Duration crawlDelay,
    @DefaultValue("30s") Duration maxCrawlDelay,
    @DefaultValue("20") @Positive int maxSitemaps,
    @DefaultValue("50000") @Positive int maxSitemapUrls,
    @DefaultValue("50MB") DataSize maxSitemap) {}
