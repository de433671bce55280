package dev.crow.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides what a store must keep and nobody who reads it may know. AES-256-GCM; each value is bound
 * to its owner, such as a row or a key, so it cannot be moved to another. Never printed.
 */
public final class SealingKey {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String MAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKey sealing;
  private final SecretKey naming;

  private SealingKey(SecretKey sealing, SecretKey naming) {
    this.sealing = sealing;
    this.naming = naming;
  }

  /**
   * @param key 32 random bytes
   * @return the key that seals with them
   */
  public static SealingKey of(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("A sealing key has 32 bytes");
    }
    return new SealingKey(new SecretKeySpec(key, "AES"), derive(key, "name", MAC));
  }

  /**
   * @param secret of any length, not guessable
   * @param purpose keys of different purposes have nothing to do with each other
   * @return the same key for the same secret and purpose
   */
  public static SealingKey derivedFrom(String secret, String purpose) {
    byte[] input = secret.getBytes(StandardCharsets.UTF_8);
    return new SealingKey(
        derive(input, purpose + " seal", "AES"), derive(input, purpose + " name", MAC));
  }

  private static SecretKey derive(byte[] input, String info, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(input)
                  .thenExpand(info.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HKDF-SHA256", e);
    }
  }

  /**
   * @param clear what to hide
   * @param owner what it belongs to
   * @return nonce and sealed value, different each time
   */
  public byte[] seal(byte[] clear, String owner) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] hidden = run(Cipher.ENCRYPT_MODE, nonce, owner, clear, 0);
      byte[] both = Arrays.copyOf(nonce, NONCE_BYTES + hidden.length);
      System.arraycopy(hidden, 0, both, NONCE_BYTES, hidden.length);
      return both;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES-GCM", e);
    }
  }

  /**
   * @param sealed what {@link #seal} gave
   * @param owner the same owner
   * @return what was hidden
   * @throws GeneralSecurityException if it was changed, moved, cut, or sealed with another key
   */
  public byte[] open(byte[] sealed, String owner) throws GeneralSecurityException {
    if (sealed.length < NONCE_BYTES) {
      throw new GeneralSecurityException("Too short to be sealed");
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    return run(Cipher.DECRYPT_MODE, nonce, owner, sealed, NONCE_BYTES);
  }

  /**
   * @param text anything, guessable or not
   * @return 32 bytes that recognize it and tell nobody without the key what it is
   */
  public byte[] nameOf(String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(naming);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + MAC, e);
    }
  }

  private byte[] run(int mode, byte[] nonce, String owner, byte[] input, int from)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
    return cipher.doFinal(input, from, input.length - from);
  }

  @Override
  public String toString() {
    return "SealingKey[hidden]";
  }
}
