package dev.crow.contracts;

/**
 * Names of the suite's Kafka topics. A topic's dead letters go to its name plus {@link
 * #DEAD_LETTER_SUFFIX}.
 */
public final class Topics {

  /** Accepted web events; keyed by organization and session. Carries in-band ticks as well. */
  public static final String WEB_EVENTS = "web-events";

  /** Closed sessions of every channel, waiting to become interactions. */
  public static final String INTERACTION_QUEUE = "interaction-queue";

  /** Usage: one record for each stored interaction or pattern. */
  public static final String ANALYTICS_QUEUE = "analytics-queue";

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
