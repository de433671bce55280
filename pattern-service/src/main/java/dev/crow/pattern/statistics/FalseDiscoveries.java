package dev.crow.pattern.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Benjamini and Hochberg's control of the share of false ones among what is called found. */
public final class FalseDiscoveries {

  private FalseDiscoveries() {}

  /**
   * @param pValues of every test that was made, found or not
   * @return for each, the smallest share of false discoveries at which it would still be found
   */
  public static double[] adjusted(List<Double> pValues) {
    int tests = pValues.size();
    List<Integer> descending =
        IntStream.range(0, tests)
            .boxed()
            .sorted(Comparator.comparing(pValues::get, Comparator.reverseOrder()))
            .toList();
    double[] adjusted = new double[tests];
    double least = 1;
    for (int i = 0; i < tests; i++) {
      int index = descending.get(i);
      least = Math.min(least, pValues.get(index) * tests / (tests - i));
      adjusted[index] = least;
    }
    return adjusted;
  }
}
