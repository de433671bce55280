package dev.crow.organization.audit;

import dev.crow.relational.Timestamps;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Computes the hashes that hold a log together: HMAC-SHA-256, so that whoever can write to the
 * database but has not the key can neither change an entry nor make one.
 */
final class AuditChain {

  /** What the first entry's hash covers in place of an entry before it. */
  static final String START = "0".repeat(64);

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  AuditChain(String key) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The hash an entry must have, whatever it says itself. */
  String hashOf(AuditEntry entry) {
    Mac mac = mac();
    add(mac, entry.organizationId());
    add(mac, Long.toString(entry.seq()));
    add(mac, Timestamps.format(entry.ts()));
    add(mac, entry.actor());
    add(mac, entry.action());
    add(mac, entry.object());
    add(mac, entry.outcome());
    add(mac, entry.requestId());
    add(mac, entry.prevHash());
    if (entry.times() != 1) {
      // Behind the rest, so that entries from before there was a count keep their hashes.
      add(mac, Integer.toString(entry.times()));
    }
    return HexFormat.of().formatHex(mac.doFinal());
  }

  /** A signature over any text, such as an anchor's or a certificate's. */
  String sign(String purpose, String text) {
    Mac mac = mac();
    add(mac, purpose);
    add(mac, text);
    return HexFormat.of().formatHex(mac.doFinal());
  }

  boolean matches(AuditEntry entry) {
    return equal(hashOf(entry), entry.hash());
  }

  static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** Each field with its length before it: no two lists of fields give the same bytes. */
  private static void add(Mac mac, @Nullable String field) {
    byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
    mac.update(ByteBuffer.allocate(4).putInt(field == null ? -1 : bytes.length).array());
    mac.update(bytes);
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
    }
  }
}
