package dev.crow.interaction.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

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
    String name = String.join("\u0000", organizationId, source, sessionId, Integer.toString(run));
    ByteBuffer hash = ByteBuffer.wrap(sha256(name.getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
