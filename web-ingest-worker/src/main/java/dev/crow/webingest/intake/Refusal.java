package dev.crow.webingest.intake;

/** Why one event of a request was refused while its neighbours were kept. */
public enum Refusal {
  INVALID_EVENT("invalid-event", "An event is an object with at least a type."),
  UNKNOWN_PROPERTY("unknown-property", "Own facts of an event belong into its properties."),
  INVALID_VISITOR(
      "invalid-visitor",
      "An event names its visitor in 1 to 512 characters, none of them a control character."),
  MISSING_EVENT_ID("missing-event-id", "Every event needs an eventId, made once by the sender."),
  INVALID_EVENT_ID("invalid-event-id", "The eventId must be a UUID."),
  EVENT_ID_REUSED(
      "event-id-reused", "This eventId was used for another event; the first one stays."),
  INVALID_TYPE(
      "invalid-type", "The type must be 1 to 64 letters, digits, '_', '-', '.', ':' or spaces."),
  INVALID_TIMESTAMP(
      "invalid-timestamp", "The timestamp must be epoch milliseconds or ISO 8601 with a zone."),
  EVENT_TOO_OLD("event-too-old", "The event is older than the door accepts."),
  EVENT_TOO_LARGE("event-too-large", "The event is too large."),
  SCHEMA_VIOLATION("schema-violation", "The properties break the schema of this event."),
  INVALID_PROPERTIES(
      "invalid-properties", "A text, name or object among the properties is beyond the limits.");

  private final String slug;
  private final String sentence;

  Refusal(String slug, String sentence) {
    this.slug = slug;
    this.sentence = sentence;
  }

  /**
   * @return its stable name in receipts, ledger and meters
   */
  public String slug() {
    return slug;
  }

  String sentence() {
    return sentence;
  }
}
