package dev.crow.system.faults;

import dev.crow.system.faults.clock.ClockAgent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a suite's processes, which can be set all at once, as a machine's clock is. An
 * agent in each process answers in the place of the machine; how much time passes stays right, as
 * it does on a real machine.
 */
final class Clocks {

  /** Nobody sets them. */
  static final Clocks RIGHT = new Clocks(null, List.of());

  private static final Duration SLOP = Duration.ofMinutes(2);
  private static final List<String> CLASSES = List.of("ClockAgent", "SetClock", "Redirection");

  private final @Nullable Path file;
  private final List<String> options;
  private final long began = System.currentTimeMillis();
  private final List<Long> ahead = new CopyOnWriteArrayList<>(List.of(0L));

  private Clocks(@Nullable Path file, List<String> options) {
    this.file = file;
    this.options = options;
  }

  /**
   * @param folder where it is written down how they are set
   */
  static Clocks settable(Path folder) {
    Path file = folder.resolve("clock");
    Path agent = folder.resolve("clock-agent.jar");
    writeAgent(agent);
    Clocks clocks = new Clocks(file, List.of("-javaagent:" + agent + "=" + file));
    clocks.set(Duration.ZERO);
    return clocks;
  }

  /** The agent's classes alone, which even the JDK's have to find. */
  private static void writeAgent(Path agent) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", ClockAgent.class.getName());
    attributes.putValue("Boot-Class-Path", agent.getFileName().toString());
    attributes.putValue("Can-Retransform-Classes", "true");
    try (OutputStream out = Files.newOutputStream(agent);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (String name : CLASSES) {
        String file = name + ".class";
        String folder = ClockAgent.class.getPackageName().replace('.', '/');
        jar.putNextEntry(new JarEntry(folder + "/" + file));
        try (InputStream code = ClockAgent.class.getResourceAsStream(file)) {
          Objects.requireNonNull(code).transferTo(jar);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For the virtual machines of the suite. */
  List<String> options() {
    return options;
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
      Files.writeString(draft, Long.toString(offset.toMillis()));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
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
