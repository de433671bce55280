package dev.crow.webingest.session;

import dev.crow.events.NameUuid;
import java.util.UUID;

/**
 * Names requests. Receipts of one session begin alike, so that whoever forgets a session finds all
 * of its receipts without keeping a list of them.
 */
public final class ReceiptIds {

  /** Up to and with the dash before the random part. */
  private static final int COMMON = 19;

  private ReceiptIds() {}

  /**
   * @param organizationId whose
   * @param sessionId the sender's session
   * @return a version 8 UUID (RFC 9562) as text: 60 bits of the session's hash, 62 random ones
   */
  public static String next(String organizationId, String sessionId) {
    return new UUID(
            NameUuid.of(organizationId, sessionId).getMostSignificantBits(),
            UUID.randomUUID().getLeastSignificantBits())
        .toString();
  }

  static String beginning(String organizationId, String sessionId) {
    return NameUuid.of(organizationId, sessionId).toString().substring(0, COMMON);
  }
}
