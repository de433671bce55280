package dev.crow.notification.rule;

/** What a rule looks at. */
public enum Watch {
  /** Patterns that are found. */
  PATTERNS,
  /** How much of something there was in this month. */
  BUDGET,
  /** That no visits come in. */
  SILENCE,
  /** Requests with events that break the organization's schemas. */
  REFUSALS
}
