package dev.crow.organization.extraction;

/**
 * A heading, a paragraph, an item of a list or a row of a table.
 *
 * @param level 1 to 6 of a heading, 0 of everything else
 * @param page from 1; 0 where a document has no pages
 * @param text one line, not empty
 */
public record Block(int level, int page, String text) {}
