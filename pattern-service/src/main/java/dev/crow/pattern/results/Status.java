package dev.crow.pattern.results;

import java.util.Locale;

/** What became of a pattern since the period before. */
public enum Status {
  /** It was not there before. */
  NEW,
  /** It is larger than before. */
  GROWING,
  /** It is as it was. */
  STEADY,
  /** It is there still, and smaller than before. */
  FADING,
  /** It was there before and is no more; its numbers are today's. */
  GONE;

  /**
   * @return as it is stored, and written in the API
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
