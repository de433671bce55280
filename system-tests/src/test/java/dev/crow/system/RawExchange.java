package dev.crow.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Sends bytes no HTTP client would send, to a port of this machine. */
record RawExchange(int port, @Nullable SSLContext tls) {

  /**
   * @param text what came back, as ISO 8859-1
   * @param closed whether the other side ended the connection
   */
  record Answer(String text, boolean closed) {

    int status() {
      return text.matches("(?s)HTTP/1\\.1 [0-9]{3}.*")
          ? Integer.parseInt(text.substring(9, 12))
          : 0;
    }

    int count() {
      return text.split("HTTP/1\\.1 [0-9]{3}", -1).length - 1;
    }

    boolean isProblem(String slug) {
      return text.contains("/problems/" + slug + "\"");
    }

    boolean hasHeader(String line) {
      return text.lines().anyMatch(line::equalsIgnoreCase);
    }
  }

  Answer send(String request, Duration patience) {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    boolean closed = false;
    try (Socket socket = connect()) {
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      try {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        socket.getInputStream().transferTo(received);
        closed = true;
      } catch (SocketTimeoutException open) {
        closed = false;
      } catch (SocketException | javax.net.ssl.SSLException hungUp) {
        closed = true;
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new Answer(received.toString(StandardCharsets.ISO_8859_1), closed);
  }

  private Socket connect() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    return tls == null ? new Socket(here, port) : tls.getSocketFactory().createSocket(here, port);
  }
}
