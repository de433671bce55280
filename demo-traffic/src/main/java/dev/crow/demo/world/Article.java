package dev.crow.demo.world;

/**
 * A page of the shop's journal.
 *
 * @param path of its page
 * @param title as shown
 */
public record Article(String path, String title) {}
