package dev.crow.notification;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Somebody's server that webhooks go to; it answers as a test wants. */
final class Receiver implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, List<Integer>> answers = new ConcurrentHashMap<>();
  private final Map<String, List<Received>> received = new ConcurrentHashMap<>();

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          List<Received> there = at(path);
          int number;
          synchronized (there) {
            there.add(new Received(exchange.getRequestHeaders(), body));
            number = there.size();
          }
          List<Integer> planned = answers.getOrDefault(path, List.of(200));
          byte[] answer = "said <b>\u0007".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              planned.get(Math.min(number, planned.size()) - 1), answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  String place() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url(String path) {
    return "http://" + place() + path;
  }

  /** The first request gets the first status, and so on; the last stays. */
  void answering(String path, Integer... statuses) {
    answers.put(path, List.of(statuses));
  }

  List<Received> at(String path) {
    return received.computeIfAbsent(path, _ -> new CopyOnWriteArrayList<>());
  }

  record Received(Headers headers, String body) {

    String header(String name) {
      String value = headers.getFirst(name);
      return value == null ? "" : value;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
