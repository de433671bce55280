package dev.crow.gateway.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The publishable key that the shop's pages carry. */
final class WriteKey {

  /** Letters that mean nothing in HTML. */
  static final String FORM = "[A-Za-z0-9_-]{1,200}";

  private final @Nullable Path file;
  private volatile @Nullable String value;

  WriteKey(DemoShopProperties properties) {
    this.value = properties.writeKey();
    this.file = properties.writeKeyFile();
  }

  /**
   * @return the key, or empty while there is none
   */
  Optional<String> value() {
    String known = value;
    if (known == null && file != null) {
      known = read(file);
      value = known;
    }
    return Optional.ofNullable(known);
  }

  /** The launcher makes the file with the first organization, a moment after the gateway starts. */
  private static @Nullable String read(Path file) {
    try {
      String text = Files.readString(file).strip();
      if (!text.matches(FORM)) {
        throw new IllegalStateException("The file " + file + " holds no write key");
      }
      return text;
    } catch (NoSuchFileException _) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
