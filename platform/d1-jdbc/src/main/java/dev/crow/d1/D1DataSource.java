package dev.crow.d1;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one D1 database. A connection is cheap, for it holds no socket of its own, so no
 * pool is needed. Safe for use by many threads; its connections are not.
 */
public final class D1DataSource implements DataSource {

  private final D1Driver driver = new D1Driver();
  private final String url;
  private final D1Settings settings;

  /**
   * @param url as {@link D1Driver} takes it
   * @param properties the token and options; later changes have no effect
   * @throws D1ConfigurationException if no connection can be made with them
   */
  public D1DataSource(String url, Properties properties) throws SQLException {
    if (!driver.acceptsURL(url)) {
      throw new D1ConfigurationException("Not a URL of this driver: it begins with jdbc:d1:");
    }
    this.url = url;
    this.settings = D1Url.parse(url, properties, System::getenv);
  }

  @Override
  public Connection getConnection() {
    return driver.connect(settings);
  }

  /**
   * @param password the token to use instead of the data source's own
   */
  @Override
  public Connection getConnection(@Nullable String username, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("password", password);
    return driver.connect(D1Url.parse(url, properties, System::getenv));
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  /** Has no effect: nothing is logged. */
  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  /** Has no effect: opening a connection does not wait. */
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw Unsupported.method("DataSource.getParentLogger");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrappers.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
