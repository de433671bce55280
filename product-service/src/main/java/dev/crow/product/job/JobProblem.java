package dev.crow.product.job;

/**
 * What a job could not take.
 *
 * @param place line of the file, or number of the page
 * @param field the field, or the page's URL
 * @param problem its stable name
 * @param detail one sentence that helps to mend it
 */
public record JobProblem(long place, String field, String problem, String detail) {}
