package dev.crow.pattern.statistics;

/**
 * Where a true value lies 95 times in 100.
 *
 * @param low lower end
 * @param high upper end
 */
public record Interval(double low, double high) {}
