package dev.crow.product.catalogue;

/**
 * What is wrong with one field.
 *
 * @param field its path, such as {@code variants[2].price}
 * @param message what it has to be; repeats nothing of the value
 */
public record Violation(String field, String message) {}
