package dev.crow.system.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A bad line between a client and a service of this machine: slow, cut into small pieces, and now
 * and then torn, before the request arrived or after the answer had set out.
 */
final class FaultProxy implements AutoCloseable {

  private static final int PIECE = 700;

  private final ServerSocket door;
  private final int target;
  private final Random random;
  private volatile Weather weather = Weather.FAIR;

  /**
   * How bad the line is.
   *
   * @param delay longest wait for each piece, in milliseconds
   * @param torn how likely the connection is torn with each piece of a request, 0 to 1
   * @param deaf how likely it is torn with each piece of an answer: the request had its effect, and
   *     the client does not know
   */
  record Weather(int delay, double torn, double deaf) {

    static final Weather FAIR = new Weather(0, 0, 0);
    static final Weather ROUGH = new Weather(15, 0.01, 0.02);
  }

  private FaultProxy(ServerSocket door, int target, long seed) {
    this.door = door;
    this.target = target;
    this.random = new Random(seed);
  }

  /**
   * @param port to listen on; 0 takes a free one
   * @param target port on this machine that connections go on to
   */
  static FaultProxy open(int port, int target, long seed) {
    try {
      ServerSocket door = new ServerSocket();
      door.setReuseAddress(true);
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      FaultProxy proxy = new FaultProxy(door, target, seed);
      Thread.ofVirtual().name("fault-proxy-" + port).start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return door.getLocalPort();
  }

  void weather(Weather now) {
    weather = now;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        // The door was closed, or this one connection did not come about.
      }
    }
  }

  private void connect(Socket client) {
    try (client;
        Socket service = new Socket(InetAddress.getLoopbackAddress(), target)) {
      service.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      Thread requests = Thread.ofVirtual().start(() -> carry(client, service, false));
      carry(service, client, true);
      requests.join();
    } catch (IOException e) {
      // Nobody listens behind the door; the client sees its connection close.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void carry(Socket from, Socket to, boolean answers) {
    byte[] piece = new byte[PIECE];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
        Weather now = weather;
        if (now.delay > 0) {
          LockSupport.parkNanos(Duration.ofMillis(random.nextInt(now.delay)).toNanos());
        }
        if (random.nextDouble() < (answers ? now.deaf : now.torn)) {
          tear(from);
          tear(to);
          return;
        }
        out.write(piece, 0, length);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One side went away; the other must hear of it.
      tear(from);
      tear(to);
    }
  }

  /** With a reset instead of a farewell. */
  private static void tear(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is gone already.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
