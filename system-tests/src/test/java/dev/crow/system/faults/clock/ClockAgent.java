package dev.crow.system.faults.clock;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives a process a clock that can be set. Its program asks {@link SetClock} from the start, and so
 * do the classes of the JDK that tell it the time of day.
 */
public final class ClockAgent implements ClassFileTransformer {

  private static final String HERE = "dev/crow/system/faults/clock/";
  private static final Set<String> OF_THE_JDK =
      Set.of(
          "java/time/Clock",
          "java/time/Clock$SystemClock",
          "java/time/Clock$SystemInstantSource",
          "java/util/Date");

  private ClockAgent() {}

  /**
   * Begins, before the program does.
   *
   * @param file that says how the clock is set
   * @param instrumentation of the virtual machine
   * @throws UnmodifiableClassException never, with the classes named here
   */
  public static void premain(String file, Instrumentation instrumentation)
      throws UnmodifiableClassException {
    SetClock.follow(Path.of(file));
    instrumentation.addTransformer(new ClockAgent(), true);
    instrumentation.retransformClasses(
        Arrays.stream(instrumentation.getAllLoadedClasses())
            .filter(type -> OF_THE_JDK.contains(type.getName().replace('.', '/')))
            .toArray(Class<?>[]::new));
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> known,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    boolean ofJdk = loader == null;
    if (name == null || name.startsWith(HERE) || (ofJdk && !OF_THE_JDK.contains(name))) {
      return null;
    }
    return Redirection.of(bytes);
  }
}
