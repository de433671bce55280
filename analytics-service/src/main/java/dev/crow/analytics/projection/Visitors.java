package dev.crow.analytics.projection;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes visitors recognizable and not readable: all that is kept of their ids are keyed hashes. */
public final class Visitors {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Visitors(String key) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * @param organizationId whose visitor
   * @param id anonymous or user id, or null
   * @return its hash; null for null
   */
  public @Nullable String hash(String organizationId, @Nullable String id) {
    return id == null ? null : mac("visitor\0" + organizationId + "\0" + id);
  }

  /**
   * @param organizationId any
   * @return stands for all of its visitors
   */
  public String hashOfAll(String organizationId) {
    return mac("organization\0" + organizationId);
  }

  String hashOfSession(String organizationId, String id) {
    return mac("session\0" + organizationId + "\0" + id);
  }

  private String mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
    }
  }
}
