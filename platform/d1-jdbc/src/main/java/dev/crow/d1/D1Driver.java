package dev.crow.d1;

import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Connects to {@code jdbc:d1://<account id>/<database id>}. Options follow a question mark or are
 * properties: {@code endpoint}, {@code protocol} (rest or worker), {@code tokenFile}, {@code
 * timeout} and {@code connectTimeout} in seconds, {@code maxAnswerBytes}, {@code heldCounts}
 * (unknown or exact). The token is the property {@code token} or {@code password}, the content of
 * {@code tokenFile}, or the variable {@code D1_TOKEN}; never part of the URL.
 *
 * <p>Opening a connection sends nothing: a wrong token or database is told by the first statement.
 */
public final class D1Driver implements Driver {

  static final int MAJOR = 0;
  static final int MINOR = 1;

  static {
    try {
      DriverManager.registerDriver(new D1Driver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Connections share the sockets: one client for each connect timeout asked for. */
  private final Map<Duration, HttpClient> clients = new ConcurrentHashMap<>();

  /** What {@link DriverManager} and pools call. */
  public D1Driver() {}

  @Override
  public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    Properties properties = info == null ? new Properties() : info;
    return connect(D1Url.parse(url, properties, System::getenv));
  }

  Connection connect(D1Settings settings) {
    HttpClient http =
        clients.computeIfAbsent(
            settings.connectTimeout(),
            timeout -> HttpClient.newBuilder().connectTimeout(timeout).build());
    return new D1Connection(new Session(new D1Client(settings, http, Thread::sleep)));
  }

  @Override
  public boolean acceptsURL(@Nullable String url) {
    return url != null && url.startsWith(D1Url.PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, @Nullable Properties info) {
    List<DriverPropertyInfo> properties = new ArrayList<>();
    for (String option : D1Url.OPTIONS.stream().sorted().toList()) {
      properties.add(
          new DriverPropertyInfo(option, info == null ? null : info.getProperty(option)));
    }
    DriverPropertyInfo token = new DriverPropertyInfo("token", null);
    token.description = "API token with the permission D1 Edit, or the Worker's own";
    properties.add(token);
    return properties.toArray(DriverPropertyInfo[]::new);
  }

  @Override
  public int getMajorVersion() {
    return MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return MINOR;
  }

  /** False: SQLite's SQL is not SQL-92, and there are no interactive transactions. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw Unsupported.method("Driver.getParentLogger");
  }
}
