package dev.crow.product.catalogue;

/** Whether a product can be had. */
public enum Availability {
  IN_STOCK,
  OUT_OF_STOCK,
  PREORDER,
  BACKORDER,
  DISCONTINUED
}
