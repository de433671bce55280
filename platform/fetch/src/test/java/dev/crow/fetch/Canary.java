package dev.crow.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on the loopback that says, byte for byte, what a test wants, and counts who came. */
final class Canary implements AutoCloseable {

  private final ServerSocket socket;
  private final AtomicInteger connections = new AtomicInteger();
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  Canary() throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  Canary(ServerSocket socket) {
    this.socket = socket;
    Thread.ofVirtual().start(this::accept);
  }

  /** What is written to whoever asks for a path. */
  @FunctionalInterface
  interface Page {
    void write(OutputStream out) throws IOException;
  }

  void on(String path, Page page) {
    pages.put(path, page);
  }

  void on(String path, String answer) {
    on(
        path,
        out ->
            out.write(
                answer.replace("\n", "\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  int port() {
    return socket.getLocalPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  String host() {
    return "127.0.0.1:" + port();
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int octet = client.getInputStream().read();
        if (octet < 0) {
          return;
        }
        head.append((char) octet);
      }
      Page page = pages.get(head.toString().split(" ", -1)[1]);
      if (page != null) {
        page.write(client.getOutputStream());
        client.getOutputStream().flush();
      }
    } catch (IOException e) {
      // The client left, which is what many tests are about.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
