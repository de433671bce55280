package dev.crow.product.importing;

import dev.crow.product.job.JobProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One product of a file.
 *
 * @param line where it begins
 * @param externalId what the shop calls it; empty if the row does not say
 * @param patch what it says of the product
 * @param category its path, or null if the row does not say
 * @param problems what is wrong with it already
 */
record ImportRow(
    long line,
    String externalId,
    ObjectNode patch,
    @Nullable String category,
    List<JobProblem> problems) {

  ImportRow {
    problems = List.copyOf(problems);
  }
}
