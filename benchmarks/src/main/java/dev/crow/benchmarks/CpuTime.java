package dev.crow.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** What a thread gets done per second of its own CPU time, whatever else the machine does. */
final class CpuTime {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long WARM_UP_NANOS = 500_000_000;
  private static final long MEASURED_NANOS = 1_000_000_000;

  private CpuTime() {}

  interface Work<T> {
    Object on(T input) throws IOException;
  }

  static <T> double perSecond(List<T> inputs, Work<T> work) {
    run(inputs, work, WARM_UP_NANOS);
    return run(inputs, work, MEASURED_NANOS);
  }

  private static <T> double run(List<T> inputs, Work<T> work, long nanos) {
    long start = THREADS.getCurrentThreadCpuTime();
    long used = 0;
    int done = 0;
    while (used < nanos) {
      for (T input : inputs.subList(0, Math.min(inputs.size(), 50))) {
        try {
          if (work.on(input).hashCode() == 42) {
            done++; // The answer is used, so that none of the work can be left out.
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        done++;
      }
      used = THREADS.getCurrentThreadCpuTime() - start;
    }
    return done * 1e9 / used;
  }
}
