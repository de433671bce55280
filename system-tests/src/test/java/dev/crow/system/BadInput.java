package dev.crow.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One row of a bad-input file.
 *
 * @param row as read
 */
record BadInput(Map<String, Object> row) {

  private static final Pattern UUID_NUMBER = Pattern.compile("\\$\\{uuid(?::(\\d+))?}");
  private static final Pattern REPEAT = Pattern.compile("\\$\\{repeat:(\\d+):([^}]+)}");
  private static final Pattern LONG = Pattern.compile("\\$\\{long:(\\d+)}");
  private static final Pattern AGO = Pattern.compile("\\$\\{ago:(-?\\d+)d}");

  String id() {
    return text("id", "");
  }

  int status() {
    return (Integer) row.getOrDefault("status", 0);
  }

  @Nullable String problem() {
    return (String) row.get("problem");
  }

  @SuppressWarnings("unchecked")
  List<String> reasons() {
    return (List<String>) row.getOrDefault("reasons", List.of());
  }

  /** Of an answer in a foreign dialect: {@code index:reason} of each refused event. */
  @SuppressWarnings("unchecked")
  @Nullable List<String> refused() {
    return (List<String>) row.get("refused");
  }

  /** Whether any door has to answer it alike. */
  boolean isOfAnyDialect() {
    return row.containsKey("any-dialect");
  }

  String path() {
    return text("path", "/api/v1/ingest/batch");
  }

  @Nullable String contentType() {
    String type = text("type", "application/json");
    return type.equals("none") ? null : type;
  }

  @SuppressWarnings("unchecked")
  Map<String, String> headers() {
    return (Map<String, String>) row.getOrDefault("headers", Map.of());
  }

  @Nullable String key(Api api) {
    return switch (text("key", "write")) {
      case "write" -> api.writeKey();
      case "secret" -> api.secretKey();
      case "none" -> null;
      case String literal -> literal;
    };
  }

  boolean isRaw() {
    return row.containsKey("raw");
  }

  String raw(String host, String key) {
    return LONG.matcher(text("raw", ""))
        .replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1))))
        .replace("${host}", host)
        .replace("${key}", key);
  }

  @SuppressWarnings("unchecked")
  byte[] bytes() {
    if (!(row.get("make") instanceof Map<?, ?> make)) {
      return utf8(filled(text("body", "")));
    }
    Map<String, Object> recipe = (Map<String, Object>) make;
    try {
      return made(recipe);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] made(Map<String, Object> recipe) throws IOException {
    if (recipe.get("repeat") instanceof String text) {
      StringBuilder body = new StringBuilder(filled(recipe.getOrDefault("before", "").toString()));
      for (int i = 0; i < (Integer) recipe.getOrDefault("times", 1); i++) {
        body.append(text.length() > 1 ? filled(text) : text);
      }
      return utf8(body.append(filled(recipe.getOrDefault("after", "").toString())).toString());
    }
    if (recipe.get("base64") instanceof String data) {
      return Base64.getDecoder().decode(data);
    }
    if (recipe.get("utf-16") instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_16);
    }
    if (recipe.get("gzip-bomb") instanceof Integer mebibytes) {
      ByteArrayOutputStream bomb = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
        byte[] zeros = new byte[1024 * 1024];
        for (int i = 0; i < mebibytes; i++) {
          gzip.write(zeros);
        }
      }
      return bomb.toByteArray();
    }
    byte[] gzip = gzip(filled(String.valueOf(recipe.get("gzip"))));
    if (recipe.get("cut") instanceof Integer bytes) {
      return Arrays.copyOf(gzip, gzip.length - bytes);
    }
    if (recipe.containsKey("spoil")) {
      gzip[gzip.length - 6] ^= 1;
    }
    return gzip;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(utf8(text));
    }
    return bytes.toByteArray();
  }

  private static String filled(String text) {
    Map<String, String> numbered = new HashMap<>();
    String body =
        UUID_NUMBER
            .matcher(text)
            .replaceAll(
                found ->
                    found.group(1) == null
                        ? UUID.randomUUID().toString()
                        : numbered.computeIfAbsent(
                            found.group(1), _ -> UUID.randomUUID().toString()));
    body =
        REPEAT
            .matcher(body)
            .replaceAll(found -> found.group(2).repeat(Integer.parseInt(found.group(1))));
    body =
        AGO.matcher(body)
            .replaceAll(
                found ->
                    Long.toString(
                        Instant.now()
                            .minus(Duration.ofDays(Long.parseLong(found.group(1))))
                            .toEpochMilli()));
    return body.replace("$${", "${").replace("${session}", "bad-" + UUID.randomUUID());
  }

  private String text(String name, String otherwise) {
    return row.getOrDefault(name, otherwise).toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return id() + " " + text("title", "");
  }
}
