package dev.crow.interaction.ledger;

import dev.crow.events.NameUuid;

/**
 * An interaction's id follows from what it describes, so that a session told twice, by a redelivery
 * or by an amendment, is the same interaction in every store without asking any of them first.
 */
public final class InteractionIds {

  private InteractionIds() {}

  /**
   * @param organizationId whose
   * @param source channel
   * @param sessionId the sender's session
   * @param run which period of activity
   * @return a version 8 UUID (RFC 9562) as text
   */
  public static String of(String organizationId, String source, String sessionId, int run) {
    return NameUuid.of(organizationId, source, sessionId, Integer.toString(run)).toString();
  }
}
