package dev.crow.gateway.site;

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
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Writes a file of a site, with what a page of it is allowed to do. */
public final class SiteAnswer {

  /** Pages run our own scripts and talk to the gateway they came from, and nothing else. */
  public static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private final SiteFiles files;

  /**
   * @param files all that can be written
   */
  public SiteAnswer(SiteFiles files) {
    this.files = files;
  }

  /**
   * @param file one of the files
   * @param status of the answer
   * @param filling makes a filled file's text complete
   * @param request says what the client knows and can unpack
   * @param response not yet committed
   * @throws IOException if the client is gone
   */
  public void write(
      SiteFile file,
      int status,
      UnaryOperator<String> filling,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ContentEncoding encoding =
        ContentEncoding.best(request.getHeader(HttpHeaders.ACCEPT_ENCODING), file.encodings());
    byte[] filled = file.filled() ? filled(file, filling) : null;
    String tag =
        "\"%s%s\""
            .formatted(
                filled == null ? file.digest() : digest(filled),
                encoding == null ? "" : "-" + encoding.token());
    response.setHeader(HttpHeaders.ETAG, tag);
    response.setHeader(HttpHeaders.CACHE_CONTROL, file.caching().getHeaderValue());
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    PagePolicy.of(file).write(response);
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

  private byte[] body(SiteFile file, byte @Nullable [] filled, @Nullable ContentEncoding encoding)
      throws IOException {
    if (filled == null) {
      return files.content(file, encoding == null ? "" : encoding.ending());
    }
    return encoding == null ? filled : gzip(filled);
  }

  private byte[] filled(SiteFile file, UnaryOperator<String> filling) {
    String text = new String(files.content(file, ""), StandardCharsets.UTF_8);
    return filling.apply(text).getBytes(StandardCharsets.UTF_8);
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
