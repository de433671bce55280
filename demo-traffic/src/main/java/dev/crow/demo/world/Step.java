package dev.crow.demo.world;

/** Where a visitor may go next. */
public enum Step {
  /** The front page. */
  HOME,
  /** A category's page. */
  CATEGORY,
  /** A product's page. */
  PRODUCT,
  /** A search and its results. */
  SEARCH,
  /** An article of the journal. */
  JOURNAL,
  /** The size guide. */
  SIZE_GUIDE,
  /** The returns policy. */
  RETURNS,
  /** The contact form. */
  CONTACT,
  /** A customer's earlier orders. */
  ORDERS,
  /** The cart. */
  CART,
  /** The checkout. */
  CHECKOUT,
  /** Away from the shop. */
  LEAVE
}
