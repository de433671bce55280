package dev.crow.contracts;

/**
 * Names of the suite's Kafka topics. A topic's dead letters go to its name plus {@link
 * #DEAD_LETTER_SUFFIX}.
 */
public final class Topics {

  /** Accepted web events; keyed by organization and session. Carries in-band ticks as well. */
  public static final String WEB_EVENTS = "web-events";

  /** What each partition of {@link #WEB_EVENTS} erased, on its way to one answer. */
  public static final String SESSION_ERASURES = "session-erasures";

  /** Events that broke the schema their organization put on them, whole. */
  public static final String SCHEMA_VIOLATIONS = "schema-violations";

  /** Runs of sessions that began, for those who watch; kept for a day. */
  public static final String SESSIONS_OPENED = "sessions-opened";

  /** Closed sessions of every channel, waiting to become interactions. */
  public static final String INTERACTION_QUEUE = "interaction-queue";

  /** What became of closed sessions, keyed as they were: the way back to who sent them on. */
  public static final String SETTLED_SESSIONS = "settled-sessions";

  /** What changes in catalogues, keyed by product: records of {@code contracts.product.v1}. */
  public static final String PRODUCT_EVENTS = "product-events";

  /** Usage: one record for each stored interaction or pattern. */
  public static final String ANALYTICS_QUEUE = "analytics-queue";

  /**
   * Periods whose patterns are due: what pattern-service asks itself for. Keyed by organization.
   */
  public static final String PATTERN_QUEUE = "pattern-queue";

  /** Patterns that were found; keyed by organization. */
  public static final String PATTERN_EVENTS = "pattern-events";

  /** Patterns that people deleted; keyed by organization. */
  public static final String PATTERN_DELETIONS = "pattern-deletions";

  /** What costs money besides interactions and patterns, such as calls of models. */
  public static final String USAGE_EVENTS = "usage-events";

  /**
   * What happens to organizations and people, keyed by organization: records of {@code
   * contracts.identity.v1}.
   */
  public static final String IDENTITY_EVENTS = "identity-events";

  /**
   * What organizations decide for all services, keyed by organization: records of {@code
   * contracts.organization.v1}.
   */
  public static final String ORGANIZATION_SETTINGS = "organization-settings";

  /**
   * Credentials that ended, for every cache that may still trust them; keyed by organization. Kept
   * for a day: what was cached longer has expired by itself.
   */
  public static final String CREDENTIAL_REVOCATIONS = "credential-revocations";

  /** Security decisions of every service on their way to the organizations' audit logs. */
  public static final String AUDIT_EVENTS = "audit-events";

  /** What people shall be told: records of {@code contracts.notification.v1}. */
  public static final String NOTIFICATION_QUEUE = "notification-queue";

  /** Parts of exports that are wanted, keyed by organization: {@code contracts.export.v1}. */
  public static final String EXPORT_QUEUE = "export-queue";

  /** Parts of exports that were written, keyed by organization: {@code contracts.export.v1}. */
  public static final String EXPORT_PARTS = "export-parts";

  /** What people prefer, keyed by organization: {@code contracts.identity.v1.PreferencesSet}. */
  public static final String USER_PREFERENCES = "user-preferences";

  /** Appended to a topic's name for the records that could not be processed. */
  public static final String DEAD_LETTER_SUFFIX = ".dlt";

  private Topics() {}

  /**
   * @param topic a topic's name
   * @return the name of the topic that holds its dead letters
   */
  public static String deadLettersOf(String topic) {
    return topic + DEAD_LETTER_SUFFIX;
  }
}
