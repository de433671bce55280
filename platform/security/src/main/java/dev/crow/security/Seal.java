package dev.crow.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Encrypts what a database must keep and nobody who reads its file may know: the links in waiting
 * mails, the secrets of one-time codes and webhooks. The key is in a file of its own; each text is
 * bound to the row it belongs to.
 */
public final class Seal {

  private final SealingKey key;

  private Seal(SealingKey key) {
    this.key = key;
  }

  /**
   * @param folder holds the key, {@code seal.key}, which is made if it is not there
   * @return the seal with that key
   */
  public static Seal in(Path folder) {
    String text = SecretFile.readOrCreate(folder, "seal.key", SecretFile::random);
    return new Seal(SealingKey.of(Base64.getUrlDecoder().decode(text)));
  }

  /**
   * @param clear what to hide
   * @param owner names the row it belongs to
   * @return base64url text, different each time
   */
  public String close(String clear, String owner) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.seal(clear.getBytes(StandardCharsets.UTF_8), owner));
  }

  /**
   * @param sealed what {@link #close} gave
   * @param owner the same owner
   * @return the text in clear
   * @throws IllegalStateException if it was changed, moved, or closed with another key
   */
  public String open(String sealed, String owner) {
    try {
      return new String(
          key.open(Base64.getUrlDecoder().decode(sealed), owner), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "What was sealed for " + owner + " cannot be opened with the key in seal.key", e);
    }
  }

  /**
   * Recognizes a text without keeping it, where the text could be guessed.
   *
   * @param clear such as an address
   * @return 64 hexadecimal digits, the same for every instance that has the key
   */
  public String fingerprint(String clear) {
    return HexFormat.of().formatHex(key.nameOf(clear));
  }
}
