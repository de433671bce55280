package dev.crow.security;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * What the suite's services show each other on {@code /internal/**}. It proves "a service of this
 * installation", nothing finer. Never printed.
 */
public final class ServiceSecret {

  /** The request header that carries the secret. */
  public static final String HEADER = "X-Crow-Service-Secret";

  private static final int MIN_LENGTH = 32;

  private final String value;

  private ServiceSecret(String value) {
    if (value.length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "crow.security.service-secret is too short: use at least 32 random characters");
    }
    this.value = value;
  }

  /**
   * @param configured the secret itself; if null, the file decides
   * @param dataDir the suite's data folder; {@code security/service.secret} in it is made on first
   *     use, so services started one by one on one machine share it
   * @return the secret
   * @throws java.io.UncheckedIOException if the file can neither be read nor made
   */
  public static ServiceSecret load(@Nullable String configured, Path dataDir) {
    return new ServiceSecret(
        configured != null
            ? configured
            : SecretFile.readOrCreate(
                dataDir.resolve("security"), "service.secret", SecretFile::random));
  }

  /**
   * @return the value for {@link #HEADER}; for sending only
   */
  public String value() {
    return value;
  }

  /**
   * @param shown what a request shows, or null
   * @return whether it is this secret, in a time that does not depend on where they differ
   */
  public boolean matches(@Nullable String shown) {
    return shown != null
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "ServiceSecret[hidden]";
  }
}
