package dev.crow.events;

/**
 * A record on its way through a topic, with what the envelope says of it.
 *
 * @param id names this event for ever: a second one with the same id is the same event
 * @param organizationId whose event it is
 * @param key events of one key keep their order
 * @param payload the record itself; its class is the schema
 * @param <T> the record's type
 */
public record Event<T>(String id, String organizationId, String key, T payload) {

  /**
   * Makes the answer to this event. Its id follows from this one's, so however often it is sent, it
   * is one answer.
   *
   * @param answerer who answers, the same name each time
   * @param answer what it says
   * @param <A> type of the answer
   * @return an event of the same organization
   */
  public <A> Event<A> answeredBy(String answerer, A answer) {
    return new Event<>(id + ":" + answerer, organizationId, organizationId, answer);
  }

  /**
   * @param payloads whom the record itself says it belongs to
   * @throws IllegalArgumentException if the envelope, which our own code wrote, says otherwise
   */
  public void requireOrganization(String payloads) {
    if (!organizationId.equals(payloads)) {
      throw new IllegalArgumentException("The envelope names another organization");
    }
  }
}
