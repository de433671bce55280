package dev.crow.notification.rule;

import java.util.Locale;

/** What budgets are counted in. */
public enum Metric {
  INTERACTIONS,
  PATTERNS;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
