package dev.crow.interaction.description;

/** How a session ended: the furthest it came. */
public enum Outcome {
  /** Something was bought. */
  PURCHASED,
  /** Checkout was started, and nothing bought. */
  ABANDONED_CHECKOUT,
  /** Something stayed in the cart, and checkout was not started. */
  ABANDONED_CART,
  /** At least one product was looked at. */
  BROWSED,
  /** A search was made, and no product looked at. */
  SEARCHED,
  /** Pages were read, or something else was done, without products or searches. */
  VISITED,
  /** One page, and nothing done on it. */
  BOUNCED
}
