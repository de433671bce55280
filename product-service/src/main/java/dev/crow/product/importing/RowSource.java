package dev.crow.product.importing;

import dev.crow.product.job.JobProblem;
import java.util.List;
import java.util.Optional;

/** The products of a file, one after the other. */
interface RowSource {

  /** The next product; empty at the end. */
  Optional<ImportRow> next();

  /** What is wrong with the file as a whole, without keeping it from being read. */
  default List<JobProblem> remarks() {
    return List.of();
  }
}
