package dev.crow.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.system.faults.FaultProxy.Weather;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultProxyTests {

  private final ServerSocket echo = open();
  private final FaultProxy proxy = FaultProxy.open(0, echo.getLocalPort(), 1);

  @AfterEach
  void close() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void carriesBytesUnchangedHoweverSlowly() throws IOException {
    proxy.weather(new Weather(5, 0, 0));
    byte[] sent = new byte[20_000];
    new Random(1).nextBytes(sent);
    CompletableFuture<Void> service = echoOnce();
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      Thread.ofVirtual().start(() -> write(client, sent));
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
    }
    service.join();
  }

  @Test
  void tearsTheAnswerAfterTheRequestArrived() throws IOException {
    proxy.weather(new Weather(0, 0, 1));
    byte[] sent = {1, 2, 3};
    CompletableFuture<byte[]> arrived = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = echo.accept()) {
                byte[] request = socket.getInputStream().readNBytes(3);
                arrived.complete(request);
                socket.getOutputStream().write(request);
                socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
              } catch (IOException e) {
                // Torn, as it should be.
              }
            });
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      client.getOutputStream().write(sent);
      InputStream answer = client.getInputStream();
      assertThatThrownBy(answer::read).isInstanceOf(IOException.class);
    }
    assertThat(arrived.join()).isEqualTo(sent);
  }

  private CompletableFuture<Void> echoOnce() {
    return CompletableFuture.runAsync(
        () -> {
          try (Socket socket = echo.accept()) {
            socket.getInputStream().transferTo(socket.getOutputStream());
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ServerSocket open() {
    try {
      return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
