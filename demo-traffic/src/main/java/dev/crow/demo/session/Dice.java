package dev.crow.demo.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/** Chance from a seed: the same throws in the same order for the same seed. Not thread-safe. */
final class Dice {

  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** {@return dice of their own for each list of parts} */
  static Dice of(long... parts) {
    long seed = 0;
    for (long part : parts) {
      seed = mix(seed ^ mix(part + 0x9E3779B97F4A7C15L));
    }
    return new Dice(seed);
  }

  // Neighbouring seeds must not give similar streams; this is the finaliser of MurmurHash3.
  private static long mix(long value) {
    long z = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
    z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return z ^ (z >>> 33);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double share() {
    return random.nextDouble();
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  double logNormal(double median, double sigma) {
    return median * Math.exp(sigma * random.nextGaussian());
  }

  <T> T pick(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }

  <T> T weighted(Map<T, Double> weights) {
    return weighted(weights.entrySet(), Map.Entry::getValue).getKey();
  }

  /** Weights below zero count as zero; with nothing but zeros the last option is taken. */
  <T> T weighted(Collection<T> options, ToDoubleFunction<T> weight) {
    double total = 0;
    for (T option : options) {
      total += Math.max(0, weight.applyAsDouble(option));
    }
    double left = random.nextDouble() * total;
    T last = options.iterator().next();
    for (T option : options) {
      double own = Math.max(0, weight.applyAsDouble(option));
      last = option;
      if (own > 0 && left < own) {
        return option;
      }
      left -= own;
    }
    return last;
  }

  /** {@return a UUID of version 4} */
  UUID uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
