package dev.crow.pattern.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a time in which a share differs from the other times, or for a steady rise or fall. The
 * p-value accounts for every time that was tried, and for shares that vary from one slice of time
 * to the next more than chance alone would make them.
 */
public final class TimeScan {

  private static final int FEWEST_TRIALS = 20;
  private static final int EXACT_TRIES = 3;

  private final List<Share> slices;
  private final int focus;

  /**
   * @param slices in the order of time
   * @param focus index of the first slice of the period that is spoken of; what is found ends in it
   */
  public TimeScan(List<Share> slices, int focus) {
    this.slices = List.copyOf(slices);
    this.focus = focus;
  }

  /**
   * What was found.
   *
   * @param from first slice
   * @param to slice after the last
   * @param steady whether it is a rise or fall all along; then group is the second half, and the
   *     rest the first
   * @param comparison of the time with the other times
   * @param pValue over everything tried
   */
  public record Found(int from, int to, boolean steady, Comparison comparison, double pValue) {}

  private record Candidate(int from, int to, Comparison comparison, double z) {}

  /**
   * @return the time that differs most; null if there is too little to compare
   */
  public @Nullable Found best() {
    List<Candidate> candidates = windows();
    Found steady = trend(candidates.size() + 1);
    int tries = candidates.size() + (steady == null ? 0 : 1);
    Found best = steady;
    for (Candidate candidate :
        candidates.stream()
            .sorted(Comparator.comparingDouble((Candidate c) -> -Math.abs(c.z)))
            .limit(EXACT_TRIES)
            .toList()) {
      double p = Math.min(1, pValue(candidate) * tries);
      if (best == null || p < best.pValue()) {
        best = new Found(candidate.from, candidate.to, false, candidate.comparison, p);
      }
    }
    return best;
  }

  private List<Candidate> windows() {
    Share whole = slices.stream().reduce(new Share(0, 0), Share::plus);
    List<Candidate> windows = new ArrayList<>();
    for (int from = 1; from < slices.size(); from++) {
      Share inside = new Share(0, 0);
      for (int to = from + 1; to <= slices.size(); to++) {
        inside = inside.plus(slices.get(to - 1));
        Share outside = inside.complementIn(whole);
        if (to > focus && inside.trials() >= FEWEST_TRIALS && outside.trials() >= FEWEST_TRIALS) {
          Comparison comparison = new Comparison(inside, outside);
          windows.add(new Candidate(from, to, comparison, comparison.z()));
        }
      }
    }
    return windows;
  }

  private double pValue(Candidate window) {
    List<Share> outside = new ArrayList<>(slices.subList(0, window.from));
    outside.addAll(slices.subList(window.to, slices.size()));
    double inflated = window.z / Math.sqrt(dispersion(outside));
    return Math.max(window.comparison.pValue(), Comparison.twoSided(inflated));
  }

  /** How much more than binomially the slices vary; never less than 1. */
  private static double dispersion(List<Share> slices) {
    Share whole = slices.stream().reduce(new Share(0, 0), Share::plus);
    double rate = whole.rate();
    double chi = 0;
    int used = 0;
    for (Share slice : slices) {
      double variance = slice.trials() * rate * (1 - rate);
      if (slice.trials() >= FEWEST_TRIALS && variance > 0) {
        double deviation = slice.successes() - slice.trials() * rate;
        chi += deviation * deviation / variance;
        used++;
      }
    }
    return used < 3 ? 1 : Math.max(1, chi / (used - 1));
  }

  /** Cochran and Armitage's test. */
  private @Nullable Found trend(int tries) {
    List<Share> used = slices.stream().filter(s -> s.trials() >= FEWEST_TRIALS).toList();
    if (used.size() < 4) {
      return null;
    }
    double n = 0;
    double x = 0;
    double nt = 0;
    double ntt = 0;
    double xt = 0;
    for (int t = 0; t < slices.size(); t++) {
      Share slice = slices.get(t);
      n += slice.trials();
      x += slice.successes();
      nt += (double) slice.trials() * t;
      ntt += (double) slice.trials() * t * t;
      xt += (double) slice.successes() * t;
    }
    double rate = x / n;
    double variance = rate * (1 - rate) * (ntt - nt * nt / n);
    if (variance <= 0) {
      return null;
    }
    double z = (xt - rate * nt) / Math.sqrt(variance);
    int half = slices.size() / 2;
    Share early = slices.subList(0, half).stream().reduce(new Share(0, 0), Share::plus);
    Share late = slices.subList(half, slices.size()).stream().reduce(new Share(0, 0), Share::plus);
    double p = Comparison.twoSided(z / Math.sqrt(dispersionAroundLine(rate, z, variance, nt / n)));
    Comparison halves = new Comparison(late, early);
    boolean contradicts = halves.difference() * z <= 0;
    return contradicts
        ? null
        : new Found(half, slices.size(), true, halves, Math.min(1, p * tries));
  }

  private double dispersionAroundLine(double rate, double z, double variance, double middle) {
    double slope = z * Math.sqrt(variance) / (variance / (rate * (1 - rate)));
    double chi = 0;
    int used = 0;
    for (int t = 0; t < slices.size(); t++) {
      Share slice = slices.get(t);
      if (slice.trials() >= FEWEST_TRIALS) {
        double expected = Math.clamp(rate + slope * (t - middle), 1e-9, 1 - 1e-9);
        double deviation = slice.successes() - slice.trials() * expected;
        chi += deviation * deviation / (slice.trials() * expected * (1 - expected));
        used++;
      }
    }
    return used < 4 ? 1 : Math.max(1, chi / (used - 2));
  }
}
