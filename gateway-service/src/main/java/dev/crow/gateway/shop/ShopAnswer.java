package dev.crow.gateway.shop;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Writes a file of the shop, with what a page of it is allowed to do. */
final class ShopAnswer {

  /** Pages run our own scripts and talk to the gateway they came from, and nothing else. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /** What the build wrote in the place of the site's address and of the key. */
  private static final String ORIGIN = "https://crow-demo-shop.invalid";

  private static final String KEY = "CROW_WRITE_KEY";

  private final ShopFiles files;

  ShopAnswer(ShopFiles files) {
    this.files = files;
  }

  void write(
      ShopFile file,
      int status,
      String origin,
      String key,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ContentEncoding encoding =
        ContentEncoding.best(request.getHeader(HttpHeaders.ACCEPT_ENCODING), file.encodings());
    byte[] filled = file.filled() ? filled(file, origin, key) : null;
    String tag =
        "\"%s%s\""
            .formatted(
                filled == null ? file.digest() : digest(filled),
                encoding == null ? "" : "-" + encoding.token());
    response.setHeader(HttpHeaders.ETAG, tag);
    response.setHeader(HttpHeaders.CACHE_CONTROL, file.caching().getHeaderValue());
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "same-origin");
    if (status == HttpServletResponse.SC_OK && knows(request, tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setStatus(status);
    response.setContentType(file.contentType());
    byte[] body = body(file, filled, encoding);
    if (encoding != null) {
      response.setHeader(HttpHeaders.CONTENT_ENCODING, encoding.token());
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private byte[] body(ShopFile file, byte @Nullable [] filled, @Nullable ContentEncoding encoding)
      throws IOException {
    if (filled == null) {
      return files.content(file, encoding == null ? "" : encoding.ending());
    }
    return encoding == null ? filled : gzip(filled);
  }

  private byte[] filled(ShopFile file, String origin, String key) {
    return new String(files.content(file, ""), StandardCharsets.UTF_8)
        .replace(ORIGIN, origin)
        .replace(KEY, key)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean knows(HttpServletRequest request, String tag) {
    return Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)).stream()
        .flatMap(header -> Arrays.stream(header.split(",", -1)))
        .map(one -> one.strip().replaceFirst("^W/", ""))
        .anyMatch(one -> one.equals(tag) || one.equals("*"));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content);
    }
    return compressed.toByteArray();
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
