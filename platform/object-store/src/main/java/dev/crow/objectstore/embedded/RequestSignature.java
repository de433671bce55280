package dev.crow.objectstore.embedded;

import dev.crow.objectstore.S3Credentials;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks AWS Signature Version 4 in a request's header, over its whole body. */
final class RequestSignature {

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 +Credential=([^/,]+)/(\\d{8}/[^/,]+/s3/aws4_request), *"
              + "SignedHeaders=([a-z0-9;-]+), *Signature=([0-9a-f]{64})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private final S3Credentials credentials;

  RequestSignature(S3Credentials credentials) {
    this.credentials = credentials;
  }

  /** Whether who sent this knows the secret, and sent it just now. */
  boolean isValid(HttpServletRequest request, byte[] body) {
    Matcher given = AUTHORIZATION.matcher(header(request, "Authorization"));
    String time = header(request, "x-amz-date");
    if (!given.matches() || !given.group(1).equals(credentials.accessKeyId()) || !isNow(time)) {
      return false;
    }
    List<String> signed = List.of(given.group(3).split(";", -1));
    String declared = header(request, "x-amz-content-sha256");
    if (!signed.contains("host") || !(declared.equals(sha256(body)) || declared.equals(UNSIGNED))) {
      return false;
    }
    String scope = given.group(2);
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            time,
            scope,
            sha256(canonical(request, signed, declared).getBytes(StandardCharsets.UTF_8)));
    byte[] expected = hmac(key(scope), toSign);
    return MessageDigest.isEqual(expected, HexFormat.of().parseHex(given.group(4)));
  }

  private static boolean isNow(String time) {
    try {
      Instant sent = TIME.parse(time, Instant::from);
      return Duration.between(sent, Instant.now()).abs().compareTo(SKEW) <= 0;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static String canonical(HttpServletRequest request, List<String> signed, String payload) {
    String headers =
        signed.stream()
            .map(name -> name + ":" + header(request, name).strip() + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.getMethod(),
        request.getRequestURI(),
        query(request.getQueryString()),
        headers,
        String.join(";", signed),
        payload);
  }

  /** As it was sent, which clients escape rightly, but sorted and with every equals sign. */
  private static String query(String query) {
    return Arrays.stream(query.split("&", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> part.contains("=") ? part : part + "=")
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private byte[] key(String scope) {
    byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return key;
  }

  private static String header(HttpServletRequest request, String name) {
    String value = request.getHeader(name.toLowerCase(Locale.ROOT));
    return value == null ? "" : value;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
