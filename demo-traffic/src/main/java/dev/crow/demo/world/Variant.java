package dev.crow.demo.world;

/**
 * A size or colour of a product.
 *
 * @param id unique in the shop
 * @param name as shown
 * @param stock pieces at hand; 0 means sold out
 */
public record Variant(String id, String name, int stock) {}
