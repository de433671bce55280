package dev.crow.interaction.description;

/** Labels a session can be found by. */
public final class Tags {

  /** Something was bought. */
  public static final String PURCHASE = "purchase";

  /** Something stayed in the cart. */
  public static final String ABANDONED_CART = "abandoned-cart";

  /** Checkout was started and not finished. */
  public static final String ABANDONED_CHECKOUT = "abandoned-checkout";

  /** A search found nothing. */
  public static final String SEARCH_NO_RESULTS = "search-no-results";

  /** Something was clicked again and again. */
  public static final String RAGE_CLICK = "rage-click";

  /** A click did nothing. */
  public static final String DEAD_CLICK = "dead-click";

  /** A script failed. */
  public static final String ERROR = "error";

  /** A call of the page failed. */
  public static final String API_ERROR = "api-error";

  /** A page was slow, slow to react, or jumped. */
  public static final String SLOW_PAGE = "slow-page";

  /** A form refused an entry. */
  public static final String FORM_TROUBLE = "form-trouble";

  /** One page, and nothing done on it. */
  public static final String BOUNCE = "bounce";

  private Tags() {}
}
