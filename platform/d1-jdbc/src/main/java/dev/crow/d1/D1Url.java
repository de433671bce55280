package dev.crow.d1;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code jdbc:d1://<account>/<database>?<option>=<value>&…} and a connection's properties.
 */
final class D1Url {

  static final String PREFIX = "jdbc:d1:";
  static final Set<String> OPTIONS =
      Set.of(
          "endpoint",
          "protocol",
          "tokenFile",
          "timeout",
          "connectTimeout",
          "maxAnswerBytes",
          "heldCounts");
  private static final String CLOUDFLARE = "https://api.cloudflare.com/client/v4";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String shown;
  private final Map<String, String> options = new HashMap<>();
  private final UnaryOperator<@Nullable String> environment;

  private D1Url(String shown, UnaryOperator<@Nullable String> environment) {
    this.shown = shown;
    this.environment = environment;
  }

  /**
   * @param environment gives a variable's value, or null
   * @throws D1ConfigurationException saying what is missing and where to put it
   */
  static D1Settings parse(
      String url, Properties properties, UnaryOperator<@Nullable String> environment)
      throws SQLException {
    int query = url.indexOf('?');
    String shown = query < 0 ? url : url.substring(0, query);
    D1Url parsed = new D1Url(shown, environment);
    parsed.takeOptions(query < 0 ? "" : url.substring(query + 1), properties);
    return parsed.settings(shown.substring(PREFIX.length()));
  }

  private void takeOptions(String query, Properties properties) throws SQLException {
    for (String name : properties.stringPropertyNames()) {
      options.put(name, properties.getProperty(name));
    }
    for (String option : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = option.indexOf('=');
      String name = equals < 0 ? option : option.substring(0, equals);
      if (name.equalsIgnoreCase("token") || name.equalsIgnoreCase("password")) {
        throw new D1ConfigurationException(
            "A token does not belong in a URL, which is logged: use the property \"token\" or"
                + " \"password\", the option tokenFile, or the variable D1_TOKEN");
      }
      if (equals < 0 || !OPTIONS.contains(name)) {
        throw new D1ConfigurationException(
            "Unknown option in " + shown + "; there are " + OPTIONS.stream().sorted().toList());
      }
      options.put(name, URLDecoder.decode(option.substring(equals + 1), StandardCharsets.UTF_8));
    }
  }

  private D1Settings settings(String path) throws SQLException {
    String[] names = path.startsWith("//") ? path.substring(2).split("/", -1) : new String[0];
    if (names.length != 2) {
      throw new D1ConfigurationException(
          "The URL of a D1 database is jdbc:d1://<account id>/<database id>, not " + shown);
    }
    URI endpoint = endpoint();
    boolean worker = isWorker(endpoint);
    return new D1Settings(
        shown,
        worker
            ? URI.create(endpoint + "/raw")
            : URI.create(
                "%s/accounts/%s/d1/database/%s/raw"
                    .formatted(endpoint, name("account", names[0]), name("database", names[1]))),
        worker,
        token(),
        duration("connectTimeout", Duration.ofSeconds(10)),
        duration("timeout", Duration.ofSeconds(40)),
        maxAnswerBytes(),
        exactCounts());
  }

  private String name(String what, String value) throws SQLException {
    if (!NAME.matcher(value).matches()) {
      throw new D1ConfigurationException(
          "The "
              + what
              + " id is missing in "
              + shown
              + ": the URL of a D1 database is jdbc:d1://<account id>/<database id>");
    }
    return value;
  }

  private URI endpoint() throws SQLException {
    String text = options.getOrDefault("endpoint", CLOUDFLARE);
    URI uri;
    try {
      uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    } catch (IllegalArgumentException e) {
      throw new D1ConfigurationException("The endpoint of " + shown + " is not a URL");
    }
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    boolean local =
        "http".equalsIgnoreCase(uri.getScheme())
            && uri.getHost() != null
            && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
    boolean plain = uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null;
    if (!plain || (!secure && !local)) {
      throw new D1ConfigurationException(
          "The endpoint of "
              + shown
              + " must be https://…, or http:// on this machine, because the token goes there");
    }
    return uri;
  }

  private boolean isWorker(URI endpoint) throws SQLException {
    String protocol =
        options.getOrDefault(
            "protocol", endpoint.getPath().endsWith("/client/v4") ? "rest" : "worker");
    return switch (protocol) {
      case "worker" -> true;
      case "rest" -> false;
      default -> throw new D1ConfigurationException("protocol is rest or worker");
    };
  }

  private String token() throws SQLException {
    String token = firstOf(options.get("token"), options.get("password"));
    String file = firstOf(options.get("tokenFile"), environment.apply("D1_TOKEN_FILE"));
    if (token == null && file != null) {
      try {
        token = Files.readString(Path.of(file)).strip();
      } catch (IOException e) {
        throw new D1ConfigurationException("The token file " + file + " cannot be read: " + e);
      }
    }
    token = firstOf(token, environment.apply("D1_TOKEN"));
    if (token == null) {
      throw new D1ConfigurationException(
          "There is no token for "
              + shown
              + ": set the property \"token\" or \"password\", the option tokenFile, or the"
              + " variable D1_TOKEN");
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new D1ConfigurationException("The token for " + shown + " has characters no token has");
    }
    return token;
  }

  private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
    return first != null && !first.isBlank()
        ? first
        : second != null && !second.isBlank() ? second : null;
  }

  private Duration duration(String option, Duration standard) throws SQLException {
    String seconds = options.get(option);
    return seconds == null ? standard : Duration.ofSeconds(number(option, seconds, 3600));
  }

  private int maxAnswerBytes() throws SQLException {
    String bytes = options.get("maxAnswerBytes");
    return bytes == null ? 64 * 1024 * 1024 : number("maxAnswerBytes", bytes, Integer.MAX_VALUE);
  }

  private boolean exactCounts() throws SQLException {
    return switch (options.getOrDefault("heldCounts", "unknown")) {
      case "exact" -> true;
      case "unknown" -> false;
      default -> throw new D1ConfigurationException("heldCounts is unknown or exact");
    };
  }

  private static int number(String option, String text, int most) throws SQLException {
    try {
      int number = Integer.parseInt(text);
      if (number > 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, like a number out of range
    }
    throw new D1ConfigurationException(option + " takes a whole number from 1 to " + most);
  }
}
