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

/**
 * Ports for a suite under test. They lie below those that systems give to outgoing connections, and
 * each test process has its own, so that none is taken between its choice and its use.
 */
final class FreePorts {

  private static final int FIRST = 12_000;
  private static final int PER_PROCESS = 2_500;

  private FreePorts() {}

  static Map<String, String> named(List<String> names) {
    int first = FIRST + PER_PROCESS * (Integer.getInteger("crow.test-process", 1) - 1);
    int offset = ThreadLocalRandom.current().nextInt(PER_PROCESS);
    Map<String, String> ports = new LinkedHashMap<>();
    for (String name : names) {
      while (!isFree(first + offset % PER_PROCESS)) {
        offset++;
      }
      ports.put(name, Integer.toString(first + offset % PER_PROCESS));
      offset++;
    }
    return ports;
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
