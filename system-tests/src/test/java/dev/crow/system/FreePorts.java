package dev.crow.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for a suite under test. They lie below those that systems give to outgoing connections, and
 * each test process has its own, so that none is taken between its choice and its use.
 */
public final class FreePorts {

  private static final int FIRST = 12_000;
  private static final int PER_PROCESS = 2_500;

  /** Goes on, so that what was given to one is not given to the next before it is used. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(PER_PROCESS));

  private FreePorts() {}

  /**
   * @param names of what needs a port each
   * @return a port for each name
   */
  public static Map<String, String> named(List<String> names) {
    Map<String, String> ports = new LinkedHashMap<>();
    names.forEach(name -> ports.put(name, Integer.toString(one())));
    return ports;
  }

  /**
   * @return a port that nobody else of this process was or is given
   */
  public static int one() {
    int first = FIRST + PER_PROCESS * (Integer.getInteger("crow.test-process", 1) - 1);
    int port = first + NEXT.getAndIncrement() % PER_PROCESS;
    while (!isFree(port)) {
      port = first + NEXT.getAndIncrement() % PER_PROCESS;
    }
    return port;
  }

  private static boolean isFree(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (BindException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
