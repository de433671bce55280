package dev.crow.analytics.projection;

/**
 * Where something is counted.
 *
 * @param measure what
 * @param grain length of the bucket
 * @param start its first second since 1970
 * @param key which page, product, type …; empty where there is only one
 */
record Cell(Measure measure, Grain grain, long start, String key) {}
