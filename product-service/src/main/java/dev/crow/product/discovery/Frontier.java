package dev.crow.product.discovery;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Pages still to be read: the one that was named, then what looks like a product, then the rest.
 * Links are followed where there is no sitemap. For one thread.
 */
final class Frontier {

  private final Visit visit;
  private final int most;
  private final boolean fromSitemap;
  private final Set<String> listed;
  private final Set<String> known = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private final Deque<String> likely = new ArrayDeque<>();
  private final Deque<String> others = new ArrayDeque<>();
  private int taken;
  private int renderings;

  Frontier(Visit visit, Set<String> listed, int most, int renderings) {
    this.visit = visit;
    this.most = most;
    this.renderings = renderings;
    this.listed = listed;
    this.fromSitemap = !listed.isEmpty();
    String start = PageUrls.within(visit.site(), visit.site().toString());
    if (start != null) {
      known.add(start);
      likely.add(start);
    }
    listed.forEach(this::put);
  }

  boolean hasNext() {
    return taken < most && !(likely.isEmpty() && others.isEmpty());
  }

  String next() {
    taken++;
    return likely.isEmpty() ? others.removeFirst() : likely.removeFirst();
  }

  /** Links of a page that was read. */
  void add(Collection<String> links) {
    if (!fromSitemap) {
      links.forEach(this::put);
    }
  }

  /** The page of a product that another page named. */
  void addFirst(String url, String namedBy) {
    if (!url.equals(namedBy)) {
      put(url);
    }
  }

  private void put(String url) {
    if (!known.add(url)) {
      return;
    }
    if (!visit.robots().allows(url)) {
      visit.skip(1);
    } else if (PageUrls.looksLikeProduct(url)) {
      likely.add(url);
    } else {
      others.add(url);
    }
  }

  void gone(String url, int status) {
    if (status == 404 || status == 410) {
      gone.add(url);
    }
  }

  boolean isGone(String url) {
    return gone.contains(url);
  }

  /** Whether a sitemap that was read whole does not name the page. */
  boolean isUnlisted(String url) {
    return fromSitemap && !hasNext() && taken < most && !listed.contains(url);
  }

  /** Counts: true as often as a browser may be asked. */
  boolean mayRender() {
    return renderings-- > 0;
  }

  int taken() {
    return taken;
  }

  long total() {
    return Math.min(most, (long) taken + likely.size() + others.size());
  }
}
