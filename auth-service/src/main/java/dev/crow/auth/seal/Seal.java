package dev.crow.auth.seal;

import dev.crow.security.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Encrypts what the database must keep and nobody who reads its file may know: the links in waiting
 * mails, the secrets of one-time codes. AES-256-GCM with a key in a file of its own; each text is
 * bound to the row it belongs to, so it cannot be moved to another.
 */
@Component
public class Seal {

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final String HMAC = "HmacSHA256";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final SecretKeySpec fingerprints;

  Seal(Environment environment) {
    Path folder = Path.of(environment.getProperty("crow.data-dir", "data"), "auth");
    String text = SecretFile.readOrCreate(folder, "seal.key", SecretFile::random);
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    this.key = new SecretKeySpec(bytes, "AES");
    this.fingerprints = derived(bytes);
  }

  /**
   * @param clear what to hide
   * @param owner names the row it belongs to
   * @return base64url text, different each time
   */
  public String close(String clear, String owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] hidden =
        run(Cipher.ENCRYPT_MODE, nonce, owner, clear.getBytes(StandardCharsets.UTF_8), 0);
    byte[] both = new byte[NONCE_BYTES + hidden.length];
    System.arraycopy(nonce, 0, both, 0, NONCE_BYTES);
    System.arraycopy(hidden, 0, both, NONCE_BYTES, hidden.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
  }

  /**
   * @param sealed what {@link #close} gave
   * @param owner the same owner
   * @return the text in clear
   * @throws IllegalStateException if it was changed, moved, or closed with another key
   */
  public String open(String sealed, String owner) {
    byte[] both = Base64.getUrlDecoder().decode(sealed);
    byte[] nonce = java.util.Arrays.copyOf(both, NONCE_BYTES);
    return new String(
        run(Cipher.DECRYPT_MODE, nonce, owner, both, NONCE_BYTES), StandardCharsets.UTF_8);
  }

  /**
   * Recognizes a text without keeping it, where the text could be guessed.
   *
   * @param clear such as an address
   * @return 64 hexadecimal digits, the same for every instance that has the key
   */
  public String fingerprint(String clear) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(fingerprints);
      return HexFormat.of().formatHex(mac.doFinal(clear.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + HMAC, e);
    }
  }

  private static SecretKeySpec derived(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return new SecretKeySpec(
          mac.doFinal("crow-fingerprints".getBytes(StandardCharsets.US_ASCII)), HMAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + HMAC, e);
    }
  }

  private byte[] run(int mode, byte[] nonce, String owner, byte[] input, int from) {
    try {
      Cipher cipher = Cipher.getInstance(ALGORITHM);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "What was sealed for " + owner + " cannot be opened with the key in seal.key", e);
    }
  }
}
