package dev.crow.auth.seal;

import dev.crow.security.SealingKey;
import dev.crow.security.SecretFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Encrypts what the database must keep and nobody who reads its file may know: the links in waiting
 * mails, the secrets of one-time codes. The key is in a file of its own; each text is bound to the
 * row it belongs to.
 */
@Component
public class Seal {

  private final SealingKey key;

  Seal(Environment environment) {
    Path folder = Path.of(environment.getProperty("crow.data-dir", "data"), "auth");
    String text = SecretFile.readOrCreate(folder, "seal.key", SecretFile::random);
    this.key = SealingKey.of(Base64.getUrlDecoder().decode(text));
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
