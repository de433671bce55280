package dev.crow.notification.webhook;

import dev.crow.security.Seal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Secrets of webhooks, and signatures after Standard Webhooks (standardwebhooks.com). */
@Component
class Secrets {

  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final String MAC = "HmacSHA256";

  private final SecureRandom random = new SecureRandom();
  private final Seal seal;

  Secrets(Seal seal) {
    this.seal = seal;
  }

  /** A new one, in clear. */
  String make() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  String sealed(String secret, String webhookId) {
    return seal.close(secret, webhookId);
  }

  /** The headers a receiver knows the sender by; while a secret is replaced, both sign. */
  Map<String, String> headers(Webhook webhook, String deliveryId, String body, Instant now) {
    long timestamp = now.getEpochSecond();
    String signed = deliveryId + "." + timestamp + "." + body;
    StringBuilder signatures = new StringBuilder();
    signatures.append(signature(open(webhook.secret(), webhook), signed));
    if (webhook.oldSecret() != null
        && webhook.oldUntil() != null
        && now.isBefore(webhook.oldUntil())) {
      signatures.append(' ').append(signature(open(webhook.oldSecret(), webhook), signed));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", deliveryId);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put("webhook-signature", signatures.toString());
    return headers;
  }

  private String open(String sealed, Webhook webhook) {
    return seal.open(sealed, webhook.id());
  }

  static String signature(String secret, String signed) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(
          new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), MAC));
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + MAC, e);
    }
  }
}
