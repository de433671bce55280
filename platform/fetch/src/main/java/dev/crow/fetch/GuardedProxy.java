package dev.crow.fetch;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way out for a browser that shows a stranger's page: an HTTP proxy on this machine's
 * loopback that connects to what a {@link Fetcher} would, and to nothing else. Whatever the page's
 * scripts do, by redirect, frame, socket or worker, goes through here. Bytes are bounded over all
 * connections; close it when the page is done.
 */
public final class GuardedProxy implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GuardedProxy.class);
  private static final int MOST_HEAD = 32 * 1024;
  private static final int MOST_CONNECTIONS = 128;
  private static final Set<String> PLAIN_METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST");
  private static final Set<String> LEFT_OUT =
      Set.of("proxy-connection", "proxy-authorization", "connection", "keep-alive", "upgrade");

  private final Gate gate;
  private final int connectTimeout;
  private final int idleTimeout;
  private final AtomicLong left;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  GuardedProxy(FetchProperties properties, Names names, long mostBytes) throws IOException {
    this.gate = new Gate(properties, names);
    this.connectTimeout = Math.toIntExact(properties.connectTimeout().toMillis());
    this.idleTimeout = Math.toIntExact(properties.timeout().toMillis());
    this.left = new AtomicLong(mostBytes);
    this.server = new ServerSocket(0, MOST_CONNECTIONS, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("guarded-proxy").start(this::accept);
  }

  /**
   * @return where it listens, on the loopback
   */
  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (open.size() > 2 * MOST_CONNECTIONS) {
          client.close();
        } else {
          open.add(client);
          Thread.ofVirtual().name("guarded-proxy-connection").start(() -> serve(client));
        }
      } catch (IOException e) {
        if (!server.isClosed()) {
          log.debug("A connection to the proxy failed", e);
        }
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(idleTimeout);
      BufferedInputStream in = new BufferedInputStream(client.getInputStream());
      String head = head(in);
      String[] line = head.substring(0, Math.max(0, head.indexOf("\r\n"))).split(" ", -1);
      if (line.length != 3) {
        refuse(client, 400);
        return;
      }
      boolean tunnel = line[0].equals("CONNECT");
      if (!tunnel && !PLAIN_METHODS.contains(line[0])) {
        refuse(client, 405);
        return;
      }
      try (Socket there =
          connect(WebAddress.parse(tunnel ? "https://" + line[1] + "/" : line[1]))) {
        if (tunnel) {
          write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        } else {
          write(there, forwarded(line, head));
        }
        open.add(there);
        both(in, client, there);
        open.remove(there);
      } catch (FetchException e) {
        refuse(client, 403);
      }
    } catch (IOException e) {
      log.debug("A connection through the proxy ended: {}", e.getMessage());
    } finally {
      open.remove(client);
    }
  }

  private Socket connect(WebAddress target) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(gate.admit(target), target.port()), connectTimeout);
      socket.setSoTimeout(idleTimeout);
      return socket;
    } catch (IOException | FetchException e) {
      socket.close();
      throw e;
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int octet = in.read();
      if (octet < 0 || head.length() > MOST_HEAD) {
        throw new IOException("No proper request");
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  /** In the form servers expect, and for one request: its connection is checked for its host. */
  private static String forwarded(String[] line, String head) {
    WebAddress target = WebAddress.parse(line[1]);
    String query = target.uri().getRawQuery() == null ? "" : "?" + target.uri().getRawQuery();
    StringBuilder request = new StringBuilder();
    request.append(line[0]).append(' ').append(target.uri().getRawPath()).append(query);
    request.append(" HTTP/1.1\r\n");
    String[] fields = head.split("\r\n", -1);
    for (int i = 1; i < fields.length; i++) {
      String name = fields[i].split(":", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty() && !LEFT_OUT.contains(name)) {
        request.append(fields[i]).append("\r\n");
      }
    }
    return request.append("Connection: close\r\n\r\n").toString();
  }

  private void both(InputStream in, Socket client, Socket there) throws IOException {
    Thread back =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    pipe(there.getInputStream(), client.getOutputStream());
                    client.shutdownOutput();
                  } catch (IOException e) {
                    log.debug("An answer through the proxy ended: {}", e.getMessage());
                  }
                });
    try {
      pipe(in, there.getOutputStream());
    } catch (IOException e) {
      log.debug("A request through the proxy ended: {}", e.getMessage());
    }
    try {
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pipe(InputStream from, OutputStream to) throws IOException {
    byte[] chunk = new byte[16 * 1024];
    int count = from.read(chunk);
    while (count >= 0) {
      if (left.addAndGet(-count) < 0) {
        close();
        throw new IOException("The page loads too much");
      }
      to.write(chunk, 0, count);
      to.flush();
      count = from.read(chunk);
    }
  }

  private static void refuse(Socket client, int status) throws IOException {
    write(
        client,
        "HTTP/1.1 " + status + " Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
