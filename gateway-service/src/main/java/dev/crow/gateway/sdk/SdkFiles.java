package dev.crow.gateway.sdk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The script's files as the module {@code sdk} built them, from the class path, in memory. */
final class SdkFiles {

  static final String SCRIPT = "crow.js";

  private static final String ROOT = "META-INF/crow-sdk/";
  private static final List<String> NAMES = List.of(SCRIPT, "capture.js", "vitals.js", "replay.js");

  private final String folder;
  private final Map<String, SdkFile> files;

  private SdkFiles(String folder, Map<String, SdkFile> files) {
    this.folder = folder;
    this.files = Map.copyOf(files);
  }

  /**
   * @param classLoader where to look
   * @return the files; none if the build had no npm
   */
  static SdkFiles of(ClassLoader classLoader) {
    byte[] latest = read(classLoader, "latest");
    if (latest == null) {
      return new SdkFiles("", Map.of());
    }
    String folder = new String(latest, StandardCharsets.US_ASCII).strip();
    Map<String, SdkFile> files = new LinkedHashMap<>();
    for (String name : NAMES) {
      byte[] plain = read(classLoader, folder + "/" + name);
      if (plain == null) {
        throw new IllegalStateException("The SDK on the class path has no " + name);
      }
      files.put(name, new SdkFile(plain, gzip(plain), tag(plain)));
    }
    return new SdkFiles(folder, files);
  }

  /**
   * @return a file of the newest version
   */
  Optional<SdkFile> latest(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /**
   * @return a file of that very version
   */
  Optional<SdkFile> find(String version, String name) {
    return version.equals(folder) ? latest(name) : Optional.empty();
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  private static byte @Nullable [] read(ClassLoader classLoader, String name) {
    try (InputStream in = classLoader.getResourceAsStream(ROOT + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static String tag(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param plain as built
   * @param gzip the same, compressed
   * @param tag names the content
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record SdkFile(byte[] plain, byte[] gzip, String tag) {}
}
