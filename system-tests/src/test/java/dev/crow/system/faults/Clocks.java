package dev.crow.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a suite's processes, which can be set all at once, as a machine's clock is. Done
 * with Debian's {@code faketime}; how much time passes stays right, as it does on a real machine.
 */
final class Clocks {

  /** Nobody sets them. */
  static final Clocks RIGHT = new Clocks(null, null);

  private static final Duration SLOP = Duration.ofMinutes(2);
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

  private final @Nullable Path library;
  private final @Nullable Path file;
  private final long began = System.currentTimeMillis();
  private final List<Long> ahead = new CopyOnWriteArrayList<>(List.of(0L));

  private Clocks(@Nullable Path library, @Nullable Path file) {
    this.library = library;
    this.file = file;
  }

  /**
   * @param folder where the present time is written down
   * @return empty where {@code faketime} is not installed
   */
  static Optional<Clocks> settable(Path folder) {
    Optional<Path> library = LIBRARIES.stream().filter(Files::exists).findFirst();
    return library.map(
        found -> {
          Clocks clocks = new Clocks(found, folder.resolve("clock"));
          clocks.set(Duration.ZERO);
          return clocks;
        });
  }

  Map<String, String> environment() {
    return library == null
        ? Map.of()
        : Map.of(
            "LD_PRELOAD", library.toString(),
            "FAKETIME_TIMESTAMP_FILE", String.valueOf(file),
            "FAKETIME_CACHE_DURATION", "1",
            // Otherwise all processes queue for one lock at every look at a clock.
            "FAKETIME_DISABLE_SHM", "1",
            "FAKETIME_DONT_FAKE_MONOTONIC", "1",
            "DONT_FAKE_MONOTONIC", "1");
  }

  /**
   * Sets them.
   *
   * @param offset to the true time; differs from every earlier one by more than the test takes
   */
  void set(Duration offset) {
    if (file == null) {
      throw new IllegalStateException("Nobody can set these clocks");
    }
    try {
      Path draft = file.resolveSibling("clock.new");
      Files.writeString(draft, "%+d%n".formatted(offset.toSeconds()));
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      ahead.add(offset.toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The clock may have been set to several times; only one of them was while this test ran. */
  long trueTime(long said) {
    long now = System.currentTimeMillis();
    return Stream.concat(Stream.of(0L), ahead.stream())
        .map(offset -> said - offset)
        .filter(time -> time > began - SLOP.toMillis() && time < now + SLOP.toMillis())
        .findFirst()
        .orElse(said);
  }
}
