package dev.crow.product.discovery;

import dev.crow.fetch.FetchException;
import dev.crow.fetch.FetchRequest;
import dev.crow.fetch.Fetched;
import dev.crow.product.discovery.SitemapReader.Sitemap;
import dev.crow.product.discovery.SitemapReader.Unreadable;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the pages that a site's sitemaps name. An index leads to sitemaps and no further. */
final class Sitemaps {

  private static final List<String> USUAL =
      List.of(
          "/sitemap.xml",
          "/sitemap_index.xml",
          "/sitemap-index.xml",
          "/sitemaps/sitemap.xml",
          "/product-sitemap.xml",
          "/products-sitemap.xml");

  private final Visit visit;
  private final DiscoveryProperties properties;
  private final SitemapReader reader;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> pages = new LinkedHashSet<>();

  Sitemaps(Visit visit, DiscoveryProperties properties) {
    this.visit = visit;
    this.properties = properties;
    this.reader = new SitemapReader(properties.maxSitemapUrls(), properties.maxSitemap().toBytes());
  }

  /** Pages of the site that robots may read, each once, in the order of the sitemaps. */
  Set<String> collect() {
    for (String named : visit.robots().sitemaps()) {
      read(named, true);
    }
    for (String usual : USUAL) {
      if (pages.isEmpty()) {
        read(visit.site().resolve(usual).toString(), true);
      }
    }
    return pages;
  }

  private void read(String url, boolean mayBeIndex) {
    if (seen.size() >= properties.maxSitemaps() || !isOfSite(url) || !seen.add(url)) {
      return;
    }
    try {
      Fetched file = visit.fetch(FetchRequest.of(url).upTo(properties.maxSitemap().toBytes()));
      if (file.ok()) {
        take(url, reader.read(file.body()), mayBeIndex);
      }
    } catch (FetchException e) {
      visit.problem(url, e.refusal().slug(), e.refusal().detail());
    } catch (Unreadable e) {
      visit.problem(
          url, String.valueOf(e.getMessage()), "It is no sitemap, or not one that is read.");
    }
  }

  private void take(String url, Sitemap sitemap, boolean mayBeIndex) {
    if (sitemap.cut()) {
      visit.problem(url, "sitemap-cut", "It names more URLs than are read of one sitemap.");
    }
    if (sitemap.index()) {
      if (mayBeIndex) {
        new ArrayList<>(sitemap.urls()).forEach(child -> read(child, false));
      }
      return;
    }
    int foreign = 0;
    for (String page : sitemap.urls()) {
      String plain = PageUrls.within(visit.site(), page);
      if (plain == null) {
        foreign++;
      } else if (visit.robots().allows(plain)) {
        pages.add(plain);
      }
    }
    visit.skip(foreign);
  }

  private boolean isOfSite(String url) {
    try {
      return PageUrls.sameHost(visit.site(), URI.create(url.strip()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
