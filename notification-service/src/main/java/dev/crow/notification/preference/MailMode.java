package dev.crow.notification.preference;

/** Whether something comes by mail, and when. */
public enum MailMode {
  IMMEDIATELY,
  /** Every morning, what was new since the last. */
  DAILY,
  /** Monday morning. */
  WEEKLY,
  OFF
}
