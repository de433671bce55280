package dev.crow.objectstore.embedded;

import dev.crow.objectstore.embedded.BucketConfiguration.Kind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.xml.sax.SAXException;

/**
 * Adds to the S3 server what its library lacks: a bucket's life cycle and CORS rules, read and
 * written with signed requests, and the answers to browsers that follow from the latter.
 */
final class BucketConfigurationFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final int MOST_BYTES = 64 * 1024;

  private final transient Path buckets;
  private final transient BucketConfiguration configuration;
  private final transient RequestSignature signature;

  BucketConfigurationFilter(
      Path buckets, BucketConfiguration configuration, RequestSignature signature) {
    this.buckets = buckets;
    this.configuration = configuration;
    this.signature = signature;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String[] path = request.getRequestURI().split("/", 3);
    String bucket = path.length > 1 ? path[1] : "";
    if (!EmbeddedS3Server.isBucketName(bucket) || Files.notExists(buckets.resolve(bucket))) {
      chain.doFilter(request, response);
      return;
    }
    boolean ofBucket = path.length < 3 || path[2].isEmpty();
    Optional<Kind> kind = ofBucket ? kind(request) : Optional.empty();
    if (kind.isPresent()) {
      configure(request, response, bucket, kind.get());
    } else if (request.getMethod().equals("OPTIONS")) {
      preflight(request, response, bucket);
    } else {
      allowOrigin(request, response, bucket);
      chain.doFilter(request, response);
    }
  }

  private static Optional<Kind> kind(HttpServletRequest request) {
    return Arrays.stream(Kind.values())
        .filter(kind -> request.getParameter(kind.parameter()) != null)
        .findFirst();
  }

  private void configure(
      HttpServletRequest request, HttpServletResponse response, String bucket, Kind kind)
      throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      error(response, 400, "EntityTooLarge", "A configuration has at most 64 KiB.");
    } else if (!signature.isValid(request, body)) {
      error(response, 403, "SignatureDoesNotMatch", "The signature is not right.");
    } else {
      switch (request.getMethod()) {
        case "GET" -> read(response, bucket, kind);
        case "PUT" -> write(response, bucket, kind, body);
        case "DELETE" -> {
          configuration.delete(bucket, kind);
          response.setStatus(204);
        }
        default -> error(response, 405, "MethodNotAllowed", "Use GET, PUT or DELETE.");
      }
    }
  }

  private void read(HttpServletResponse response, String bucket, Kind kind) throws IOException {
    Optional<byte[]> xml = configuration.read(bucket, kind);
    if (xml.isPresent()) {
      response.setContentType("application/xml");
      response.getOutputStream().write(xml.get());
    } else {
      error(response, 404, kind.absent(), "The bucket has none.");
    }
  }

  private void write(HttpServletResponse response, String bucket, Kind kind, byte[] body)
      throws IOException {
    try {
      configuration.write(bucket, kind, body);
    } catch (SAXException e) {
      error(response, 400, "MalformedXML", "The configuration is no XML.");
    } catch (IllegalArgumentException e) {
      error(response, 501, "NotImplemented", String.valueOf(e.getMessage()));
    }
  }

  private void preflight(HttpServletRequest request, HttpServletResponse response, String bucket)
      throws IOException {
    String origin = header(request, "Origin");
    String method = header(request, "Access-Control-Request-Method");
    Set<String> headers =
        Arrays.stream(header(request, "Access-Control-Request-Headers").split(",", -1))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    var rule = configuration.cors(bucket).allowing(origin, method, headers);
    if (rule.isEmpty()) {
      error(response, 403, "AccessForbidden", "No CORS rule allows this.");
      return;
    }
    allow(response, origin, rule.get());
    response.setHeader("Access-Control-Allow-Methods", String.join(", ", rule.get().methods()));
    response.setHeader("Access-Control-Allow-Headers", String.join(", ", headers));
    if (!rule.get().maxAge().isEmpty()) {
      response.setHeader("Access-Control-Max-Age", rule.get().maxAge());
    }
  }

  private void allowOrigin(
      HttpServletRequest request, HttpServletResponse response, String bucket) {
    String origin = header(request, "Origin");
    if (!origin.isEmpty()) {
      configuration
          .cors(bucket)
          .allowing(origin, request.getMethod(), Set.of())
          .ifPresent(rule -> allow(response, origin, rule));
    }
  }

  private static void allow(
      HttpServletResponse response, String origin, CorsConfiguration.Rule rule) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Vary", "Origin");
    if (!rule.exposed().isEmpty()) {
      response.setHeader("Access-Control-Expose-Headers", String.join(", ", rule.exposed()));
    }
  }

  private static String header(HttpServletRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }

  /** The message is ours and needs no escaping. */
  private static void error(HttpServletResponse response, int status, String code, String message)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/xml");
    response
        .getOutputStream()
        .write(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
                .formatted(code, message)
                .getBytes(StandardCharsets.UTF_8));
  }
}
