package dev.crow.product.catalogue;

/** Whether a product is still offered. */
public enum Status {
  ACTIVE,
  ARCHIVED
}
