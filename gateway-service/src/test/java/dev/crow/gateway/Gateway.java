package dev.crow.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The real gateway on a free port, between a client and two fakes. Nothing answers for reads. */
public final class Gateway implements AutoCloseable {

  /**
   * What the client got.
   *
   * @param status code
   * @param headers case does not matter
   * @param bytes of the body
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(int status, Map<String, List<String>> headers, byte[] bytes) {

    public String header(String name) {
      return String.join("|", headers.getOrDefault(name, List.of()));
    }

    public String body() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Status and the name of the problem, such as {@code 401 invalid-key}. */
    public String problem() {
      String type = body().replaceAll("(?s).*\"type\":\"[^\"]*/([a-z-]+)\".*", "$1");
      return header("Content-Type").startsWith("application/problem+json")
          ? status + " " + type
          : status + " without problem";
    }
  }

  public final FakeAuth auth = new FakeAuth();
  public final FakeService webIngest = FakeService.start();

  public final String deadService = "http://127.0.0.1:" + freePort();

  private final ServletWebServerApplicationContext context;
  private final CloseableHttpClient client =
      HttpClientBuilder.create()
          .disableAutomaticRetries()
          .disableContentCompression()
          .disableDefaultUserAgent()
          .disableRedirectHandling()
          .build();

  /**
   * @param properties beyond addresses and short timeouts, as {@code name=value}
   */
  public Gateway(String... properties) {
    Map<String, Object> all = new TreeMap<>();
    all.put("spring.config.name", "gateway-service");
    all.put("server.port", "0");
    all.put("crow.data-dir", dataDir().toString());
    all.put("crow.gateway.auth-uri", auth.uri());
    all.put("crow.gateway.user-uri", webIngest.uri());
    all.put("crow.gateway.organization-uri", webIngest.uri());
    all.put("crow.gateway.product-uri", webIngest.uri());
    all.put("crow.gateway.web-ingest-uri", webIngest.uri());
    all.put("crow.gateway.analytics-uri", webIngest.uri());
    all.put("crow.gateway.interaction-uri", deadService);
    all.put("crow.gateway.response-timeout", "3s");
    all.put("crow.gateway.body-timeout", "1s");
    Arrays.stream(properties).map(p -> p.split("=", 2)).forEach(pair -> all.put(pair[0], pair[1]));
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", all));
    this.context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(GatewayServiceApplication.class)
                .environment(environment)
                .run();
  }

  public int port() {
    return Objects.requireNonNull(context.getWebServer()).getPort();
  }

  /**
   * @param headers as {@code Name: value}
   * @return the whole answer
   */
  public Answer get(String target, String... headers) {
    return send("GET", target, null, headers);
  }

  public Answer post(String target, String body, String... headers) {
    return send("POST", target, new StringEntity(body, StandardCharsets.UTF_8), headers);
  }

  public Answer send(String method, String target, @Nullable HttpEntity entity, String... headers) {
    try {
      return client.execute(host(), request(method, target, entity, headers), Gateway::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer with its body still to be read. */
  public ClassicHttpResponse open(
      String method, String target, @Nullable HttpEntity entity, String... headers)
      throws IOException {
    return client.executeOpen(host(), request(method, target, entity, headers), null);
  }

  /** Sends the body only after the gateway asked for it with {@code 100 Continue}. */
  public Answer sendIfWanted(String target, HttpEntity entity, String... headers) {
    BasicClassicHttpRequest request =
        (BasicClassicHttpRequest) request("POST", target, entity, headers);
    HttpClientContext context = HttpClientContext.create();
    context.setRequestConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());
    try {
      return client.execute(host(), request, context, Gateway::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpHost host() {
    return new HttpHost("http", "127.0.0.1", port());
  }

  private ClassicHttpRequest request(
      String method, String target, @Nullable HttpEntity entity, String... headers) {
    BasicClassicHttpRequest request = new BasicClassicHttpRequest(method, host(), target);
    for (String header : headers) {
      int colon = header.indexOf(": ");
      request.addHeader(header.substring(0, colon), header.substring(colon + 2));
    }
    request.setEntity(entity);
    return request;
  }

  private static Answer read(ClassicHttpResponse response) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : response.getHeaders()) {
      headers.computeIfAbsent(header.getName(), _ -> new ArrayList<>()).add(header.getValue());
    }
    byte[] body =
        response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
    return new Answer(response.getCode(), headers, body);
  }

  private static Path dataDir() {
    try {
      Path dir = Files.createTempDirectory("gateway");
      dir.toFile().deleteOnExit();
      return dir;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    context.close();
    webIngest.close();
    auth.close();
  }
}
