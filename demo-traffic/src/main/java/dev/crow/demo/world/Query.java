package dev.crow.demo.world;

import org.jspecify.annotations.Nullable;

/**
 * Something visitors search for.
 *
 * @param text what they type
 * @param results how many products the shop finds
 * @param category id of the category the results are in; null when there are none
 * @param weight how often it is searched for, relative to the others
 */
public record Query(String text, int results, @Nullable String category, double weight) {}
