package dev.crow.localstack.backup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Copies a data folder that stands still. Files that nobody ever writes to again are linked, which
 * takes no time; all others are copied.
 */
final class Snapshot extends SimpleFileVisitor<Path> {

  /** Running state, logs, and the streams' local stores, which are rebuilt from Kafka. */
  private static final Set<String> LEFT_OUT = Set.of("run", "logs", "web-ingest");

  /** Kafka's and SQLite's indexes are rebuilt; a marker of a clean end would be a lie. */
  private static final Pattern REBUILT =
      Pattern.compile(
          "(.*/)?(.*\\.(index|timeindex|db-shm)|\\.kafka_cleanshutdown|\\.?lock|.*\\.lock)");

  /** The object store and Lucene replace files and never change one. */
  private static final Pattern UNCHANGING = Pattern.compile("(objects/buckets|vectors)/.*");

  private final Path from;
  private final Path to;
  private final StillSuite still;

  private Snapshot(Path from, Path to, StillSuite still) {
    this.from = from;
    this.to = to;
    this.still = still;
  }

  static void copy(Path from, Path to, StillSuite still) throws IOException {
    Files.walkFileTree(from, new Snapshot(from, to, still));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    String name = name(folder);
    if (LEFT_OUT.contains(name)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    Files.createDirectories(to.resolve(name));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    still.requireTime();
    String name = name(file);
    boolean isObject = name.startsWith("objects/buckets/");
    if (!attributes.isRegularFile() || (!isObject && REBUILT.matcher(name).matches())) {
      return FileVisitResult.CONTINUE;
    }
    Path target = to.resolve(name);
    if (UNCHANGING.matcher(name).matches()) {
      Files.createLink(target, file);
    } else {
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return FileVisitResult.CONTINUE;
  }

  private String name(Path path) {
    return from.relativize(path).toString().replace('\\', '/');
  }
}
