package dev.crow.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches by Apache's client, which is told the vetted address of each host: it looks up no name by
 * itself, so what was checked is what is connected to.
 */
final class GuardedFetcher implements Fetcher {

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MOST_HEADERS = 200;
  private static final int LONGEST_LINE = 16 * 1024;
  private static final int CONNECTIONS = 32;

  private final FetchProperties properties;
  private final Gate gate;
  private final CloseableHttpClient http;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("fetch-watch").factory());

  GuardedFetcher(FetchProperties properties, Names names) {
    this.properties = properties;
    this.gate = new Gate(properties, names);
    this.http = client(properties);
  }

  private static CloseableHttpClient client(FetchProperties properties) {
    Timeout connect = Timeout.of(properties.connectTimeout());
    Timeout whole = Timeout.of(properties.timeout());
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new NoNames())
                .setConnectionFactory(
                    ManagedHttpClientConnectionFactory.builder()
                        .http1Config(
                            Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxEmptyLineCount(1)
                                .build())
                        .build())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(whole)
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(whole)
                .setConnectionRequestTimeout(connect)
                .build())
        .setUserAgent(properties.userAgent())
        // Strangers close idle connections when they like, and a fetch is not repeated.
        .setConnectionReuseStrategy((_, _, _) -> false)
        .disableAuthCaching()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableRedirectHandling()
        .build();
  }

  @Override
  public URI check(String url) {
    WebAddress target = WebAddress.parse(url);
    gate.admit(target);
    return target.uri();
  }

  @Override
  public Fetched fetch(FetchRequest request) {
    long deadline = System.nanoTime() + properties.timeout().toNanos();
    WebAddress target = WebAddress.parse(request.url());
    for (int redirects = 0; ; redirects++) {
      Hop hop = ask(target, request, deadline);
      if (hop.answer() != null) {
        return hop.answer();
      }
      if (redirects == properties.maxRedirects()) {
        throw new FetchException(FetchRefusal.TOO_MANY_REDIRECTS);
      }
      target = redirected(target, hop.location());
    }
  }

  private static WebAddress redirected(WebAddress from, String location) {
    String absolute;
    try {
      absolute =
          location.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")
              ? location
              : from.uri().resolve(location.strip()).toString();
    } catch (IllegalArgumentException e) {
      throw new FetchException(FetchRefusal.INVALID_URL, e);
    }
    WebAddress to = WebAddress.parse(absolute);
    boolean downgrade =
        from.uri().getScheme().equals("https") && !to.uri().getScheme().equals("https");
    if (downgrade) {
      throw new FetchException(FetchRefusal.URL_NOT_ALLOWED);
    }
    return to;
  }

  private Hop ask(WebAddress target, FetchRequest request, long deadline) {
    HttpGet get = new HttpGet(target.uri());
    get.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
    if (!request.types().isEmpty()) {
      get.setHeader(
          HttpHeaders.ACCEPT, String.join(", ", request.types().stream().sorted().toList()));
    }
    if (request.etag() != null) {
      get.setHeader(HttpHeaders.IF_NONE_MATCH, request.etag());
    }
    return exchange(target, get, deadline, answer -> read(target.uri(), request, answer));
  }

  @Override
  public Fetched post(PostRequest request) {
    long deadline = System.nanoTime() + properties.timeout().toNanos();
    WebAddress target = WebAddress.parse(request.url());
    HttpPost post = new HttpPost(target.uri());
    request.headers().forEach(post::setHeader);
    post.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
    post.setEntity(new ByteArrayEntity(request.body(), ContentType.parse(request.contentType())));
    return exchange(target, post, deadline, answer -> beginning(target.uri(), request, answer));
  }

  private <T> T exchange(
      WebAddress target, HttpUriRequestBase request, long deadline, Reading<T> reading) {
    InetAddress address = gate.admit(target);
    HttpHost host = new HttpHost(target.uri().getScheme(), address, target.host(), target.port());
    // Bytes may trickle in so slowly that no timeout of a socket is ever met.
    Future<?> end =
        watch.schedule(
            () -> {
              request.cancel();
            },
            deadline - System.nanoTime(),
            TimeUnit.NANOSECONDS);
    try (ClassicHttpResponse response = http.executeOpen(host, request, null)) {
      try {
        return reading.of(response);
      } finally {
        // What was not read shall not be read to reuse the connection.
        request.cancel();
      }
    } catch (SSLException e) {
      throw new FetchException(FetchRefusal.TLS_FAILED, e);
    } catch (InterruptedIOException e) {
      throw new FetchException(FetchRefusal.FETCH_LIMIT, e);
    } catch (HttpException e) {
      throw new FetchException(FetchRefusal.BAD_RESPONSE, e);
    } catch (IOException e) {
      throw new FetchException(
          deadline - System.nanoTime() <= 0 ? FetchRefusal.FETCH_LIMIT : reason(e), e);
    } finally {
      end.cancel(false);
    }
  }

  private static FetchRefusal reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException) {
        return FetchRefusal.BAD_RESPONSE;
      }
    }
    return e.getClass().getPackageName().startsWith("org.apache.hc.core5.http")
        ? FetchRefusal.BAD_RESPONSE
        : FetchRefusal.UNREACHABLE;
  }

  private Hop read(URI uri, FetchRequest request, ClassicHttpResponse response)
      throws IOException, HttpException {
    int status = response.getCode();
    if (REDIRECTS.contains(status)) {
      Header location = response.getFirstHeader(HttpHeaders.LOCATION);
      if (location != null && location.getValue() != null) {
        return new Hop(null, location.getValue());
      }
    }
    Fetched head =
        new Fetched(
            uri, status, value(response, HttpHeaders.CONTENT_TYPE), new byte[0], wait(response));
    HttpEntity entity = response.getEntity();
    if (!head.ok() || entity == null) {
      return new Hop(head, "");
    }
    requireType(request, head);
    long most = request.maxBody() > 0 ? request.maxBody() : properties.maxBody().toBytes();
    String coding = value(response, HttpHeaders.CONTENT_ENCODING);
    if (!request.cutting() && entity.getContentLength() > most) {
      throw new FetchException(FetchRefusal.FETCH_LIMIT);
    }
    byte[] body = BoundedBody.read(entity.getContent(), coding, most, request.cutting());
    return new Hop(new Fetched(uri, status, head.contentType(), body, head.retryAfter()), "");
  }

  private static Fetched beginning(URI uri, PostRequest request, ClassicHttpResponse response)
      throws IOException {
    String coding = value(response, HttpHeaders.CONTENT_ENCODING);
    boolean plain = coding == null || coding.strip().equalsIgnoreCase("identity");
    HttpEntity entity = response.getEntity();
    byte[] body =
        plain && entity != null
            ? BoundedBody.read(entity.getContent(), null, request.cutAt(), true)
            : new byte[0];
    String type = value(response, HttpHeaders.CONTENT_TYPE);
    return new Fetched(uri, response.getCode(), type, body, wait(response));
  }

  private static void requireType(FetchRequest request, Fetched head) {
    if (request.types().isEmpty()) {
      return;
    }
    String type = head.contentType() == null ? "" : head.contentType();
    String media = type.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    if (!request.types().contains(media)) {
      throw new FetchException(FetchRefusal.TYPE_NOT_ALLOWED);
    }
  }

  private static @Nullable String value(ClassicHttpResponse response, String name) {
    Header[] headers = response.getHeaders(name);
    if (headers.length == 0) {
      return null;
    }
    return String.join(",", Arrays.stream(headers).map(Header::getValue).toList());
  }

  private static @Nullable Long wait(ClassicHttpResponse response) {
    String given = value(response, HttpHeaders.RETRY_AFTER);
    return given != null && given.matches("[0-9]{1,6}") ? Long.valueOf(given) : null;
  }

  @Override
  public void close() {
    watch.shutdownNow();
    http.close(CloseMode.IMMEDIATE);
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(ClassicHttpResponse response) throws IOException, HttpException;
  }

  /** Either an answer, or where to ask instead. */
  private record Hop(@Nullable Fetched answer, String location) {}

  /** Every address was looked up before; a name that arrives here was not checked. */
  private static final class NoNames implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException("Names are looked up by the gate only");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
