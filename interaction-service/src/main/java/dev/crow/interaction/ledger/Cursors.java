package dev.crow.interaction.ledger;

import dev.crow.interaction.ledger.InteractionQuery.Place;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opaque page cursors. They are signed together with the organization, so one that was altered or
 * taken from elsewhere is refused instead of interpreted.
 */
final class Cursors {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE = 16;

  private final SecretKeySpec key;

  /**
   * @param secret shared by all instances of the service
   */
  Cursors(String secret) {
    this.key = new SecretKeySpec(("cursor:" + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  String write(String organizationId, Interaction last) {
    byte[] place =
        (last.startedAt().toEpochMilli() + "|" + last.id()).getBytes(StandardCharsets.UTF_8);
    byte[] cursor = Arrays.copyOf(place, place.length + SIGNATURE);
    System.arraycopy(signature(organizationId, place), 0, cursor, place.length, SIGNATURE);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  Place read(String organizationId, String cursor) {
    byte[] bytes = decode(cursor);
    if (bytes.length <= SIGNATURE) {
      throw invalid();
    }
    byte[] place = Arrays.copyOf(bytes, bytes.length - SIGNATURE);
    byte[] shown = Arrays.copyOfRange(bytes, place.length, bytes.length);
    if (!MessageDigest.isEqual(shown, signature(organizationId, place))) {
      throw invalid();
    }
    String text = new String(place, StandardCharsets.UTF_8);
    int split = text.indexOf('|');
    return new Place(
        Instant.ofEpochMilli(Long.parseLong(text.substring(0, split))), text.substring(split + 1));
  }

  private byte[] signature(String organizationId, byte[] place) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(organizationId.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
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
            ErrorCode.INVALID_CURSOR, "Use a nextCursor as it was given, with the same key.")
        .field("cursor");
  }
}
