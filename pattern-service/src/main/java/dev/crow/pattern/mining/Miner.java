package dev.crow.pattern.mining;

import java.util.stream.Stream;

/** Tests one sort of hypothesis on the counts of a period. */
interface Miner {

  /**
   * @param series of the period
   * @return everything that was tested, in a fixed order; what is not worth a test is left out by
   *     rules that do not look at its outcome
   */
  Stream<Hypothesis> test(Series series);
}
