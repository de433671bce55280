package dev.crow.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opaque page cursors. They are signed together with the list and the organization they belong to,
 * so one that was altered or taken from elsewhere is refused instead of interpreted.
 */
public final class SignedCursors {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE = 16;

  private final SecretKeySpec key;
  private final String list;

  /**
   * @param secret shared by all instances of the service
   * @param list names the list whose pages the cursors divide
   */
  public SignedCursors(String secret, String list) {
    this.key = new SecretKeySpec(("cursor:" + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.list = list;
  }

  /**
   * @param organizationId whose list
   * @param place where the page ended, in the list's own terms
   * @return base64url
   */
  public String write(String organizationId, String place) {
    byte[] bytes = place.getBytes(StandardCharsets.UTF_8);
    byte[] cursor = Arrays.copyOf(bytes, bytes.length + SIGNATURE);
    System.arraycopy(signature(organizationId, bytes), 0, cursor, bytes.length, SIGNATURE);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /**
   * @param organizationId whose list
   * @param cursor as a client sent it
   * @return the place it was written for
   * @throws ApiException {@code invalid-cursor}, if this organization was not given it for this
   *     list
   */
  public String read(String organizationId, String cursor) {
    byte[] bytes = decode(cursor);
    if (bytes.length <= SIGNATURE) {
      throw invalid();
    }
    byte[] place = Arrays.copyOf(bytes, bytes.length - SIGNATURE);
    byte[] shown = Arrays.copyOfRange(bytes, place.length, bytes.length);
    if (!MessageDigest.isEqual(shown, signature(organizationId, place))) {
      throw invalid();
    }
    return new String(place, StandardCharsets.UTF_8);
  }

  private byte[] signature(String organizationId, byte[] place) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((list + "\0" + organizationId + "\0").getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(place), SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
    }
  }

  private static byte[] decode(String cursor) {
    try {
      return Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static ApiException invalid() {
    return new ApiException(
            ErrorCode.INVALID_CURSOR, "Use a nextCursor as it was given, with the same list.")
        .field("cursor");
  }
}
