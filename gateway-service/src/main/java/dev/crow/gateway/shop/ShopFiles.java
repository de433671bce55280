package dev.crow.gateway.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shop's files on the class path. Only what their list names can be asked for. */
final class ShopFiles {

  private static final String ROOT = "META-INF/crow-demo-shop/";

  private final ClassLoader classLoader;
  private final Map<String, ShopFile> files;

  private ShopFiles(ClassLoader classLoader, Map<String, ShopFile> files) {
    this.classLoader = classLoader;
    this.files = Map.copyOf(files);
  }

  /**
   * @param classLoader where to look
   * @return the files; none if the build had no npm
   */
  static ShopFiles of(ClassLoader classLoader) {
    Map<String, ShopFile> files = new LinkedHashMap<>();
    byte[] list = read(classLoader, "files.tsv");
    if (list != null) {
      new String(list, StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(
              parts ->
                  files.put(
                      parts[0],
                      new ShopFile(
                          parts[0], parts[1], parts[2].equals("filled"), encodings(parts[2]))));
    }
    return new ShopFiles(classLoader, files);
  }

  private static Set<ContentEncoding> encodings(String kinds) {
    return switch (kinds) {
      case "br,gz" -> EnumSet.allOf(ContentEncoding.class);
      // Made when they are served, and compressed then.
      case "filled" -> EnumSet.of(ContentEncoding.GZIP);
      default -> EnumSet.noneOf(ContentEncoding.class);
    };
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /**
   * @param path below {@code /demo/}, as it was asked for: a file's, or a page's without its ending
   */
  Optional<ShopFile> find(String path) {
    return Optional.ofNullable(files.get(path.isEmpty() ? "index.html" : path))
        .or(() -> Optional.ofNullable(files.get(path + ".html")));
  }

  /** The page for what is not there. */
  ShopFile missing() {
    return Objects.requireNonNull(files.get("404.html"), "404.html");
  }

  byte[] content(ShopFile file, String ending) {
    String name = "files/" + file.name() + ending;
    return Objects.requireNonNull(read(classLoader, name), name);
  }

  private static byte @Nullable [] read(ClassLoader classLoader, String name) {
    try (InputStream in = classLoader.getResourceAsStream(ROOT + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
