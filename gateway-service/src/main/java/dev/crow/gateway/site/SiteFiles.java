package dev.crow.gateway.site;

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

/** A site's files on the class path. Only what their list names can be asked for. */
public final class SiteFiles {

  private final ClassLoader classLoader;
  private final String root;
  private final Map<String, SiteFile> files;

  private SiteFiles(ClassLoader classLoader, String root, Map<String, SiteFile> files) {
    this.classLoader = classLoader;
    this.root = root;
    this.files = Map.copyOf(files);
  }

  /**
   * @param name of the client, such as {@code crow-demo-shop}
   * @return its files; none if the build had no npm
   */
  public static SiteFiles of(String name) {
    ClassLoader classLoader = SiteFiles.class.getClassLoader();
    String root = "META-INF/" + name + "/";
    Map<String, SiteFile> files = new LinkedHashMap<>();
    byte[] list = read(classLoader, root + "files.tsv");
    if (list != null) {
      new String(list, StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(
              parts ->
                  files.put(
                      parts[0],
                      new SiteFile(
                          parts[0], parts[1], parts[2].equals("filled"), encodings(parts[2]))));
    }
    return new SiteFiles(classLoader, root, files);
  }

  private static Set<ContentEncoding> encodings(String kinds) {
    return switch (kinds) {
      case "br,gz" -> EnumSet.allOf(ContentEncoding.class);
      // Made when they are served, and compressed then.
      case "filled" -> EnumSet.of(ContentEncoding.GZIP);
      default -> EnumSet.noneOf(ContentEncoding.class);
    };
  }

  /**
   * @return whether there is no such site in this build
   */
  public boolean isEmpty() {
    return files.isEmpty();
  }

  /**
   * @param path below the site's own, as it was asked for: a file's, or a page's without its ending
   * @return the file, if there is one
   */
  public Optional<SiteFile> find(String path) {
    return Optional.ofNullable(files.get(path.isEmpty() ? "index.html" : path))
        .or(() -> Optional.ofNullable(files.get(path + ".html")));
  }

  /**
   * @param name of a file that the build always makes
   * @return the file
   */
  public SiteFile require(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  byte[] content(SiteFile file, String ending) {
    String name = root + "files/" + file.name() + ending;
    return Objects.requireNonNull(read(classLoader, name), name);
  }

  private static byte @Nullable [] read(ClassLoader classLoader, String name) {
    try (InputStream in = classLoader.getResourceAsStream(name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
