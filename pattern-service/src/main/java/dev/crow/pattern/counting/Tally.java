package dev.crow.pattern.counting;

/** One sort of thing that is counted. The comment says what a subject of it is. */
public enum Tally {
  /** Visits; one subject, the empty text. */
  VISITS,
  /** Visits that looked at a product; empty. */
  VIEWERS,
  /** Visits that put something into the cart; empty. */
  CARTERS,
  /** Visits that began a checkout; empty. */
  CHECKOUTS,
  /** Visits that began a checkout and bought nothing; empty. */
  ABANDONED_CHECKOUTS,
  /** Visits that bought; empty. */
  BUYERS,
  /** Visits of one page on which nothing was done; empty. */
  BOUNCED,
  /** Visits that searched; empty. */
  SEARCHERS,
  /** Visits that searched for it; a query. */
  SEARCHED,
  /** Visits that searched for it and found nothing; a query. */
  VAIN,
  /** Visits that looked at it; a product. */
  VIEWED,
  /** Visits that put it into the cart; a product. */
  CARTED,
  /** Visits that put it into the cart and did not buy it; a product. */
  LEFT,
  /** Visits that bought it; a product. */
  BOUGHT,
  /** Visits that bought more than one product; empty. */
  BASKETS,
  /** Baskets it was in; a product. */
  IN_BASKET,
  /** Baskets both were in; two products, joined by {@link Subjects}. */
  PAIR,
  /** Visits of it; a page. */
  PAGE,
  /** Views of it; a page. */
  VIEWS,
  /** Views of it that were the last of a visit without a purchase; a page. */
  EXITS,
  /** Views of it that were followed by another page; a page. */
  STEPS_FROM,
  /** Views that followed upon another page; a page. */
  STEPS_TO,
  /** Views of one page right after another; two pages, joined by {@link Subjects}. */
  STEP,
  /** Visits that met it; kind, page and what, joined by {@link Subjects}. */
  TROUBLE,
  /** Visits that were shown its price; a product. */
  PRICED,
  /** Sum of those prices, in minor units; a product. */
  PRICE_SUM,
  /** What was paid, in minor units; a currency. */
  REVENUE
}
