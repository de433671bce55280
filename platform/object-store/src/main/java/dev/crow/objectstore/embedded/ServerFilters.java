package dev.crow.objectstore.embedded;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.lang.reflect.Field;
import java.util.EnumSet;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

/** Reaches into the S3 library, which has no place for what it does not know itself. */
final class ServerFilters {

  private ServerFilters() {}

  /** Puts a filter before everything that a server which has not started yet will answer. */
  static void add(S3Proxy proxy, Filter filter) {
    try {
      Field field = S3Proxy.class.getDeclaredField("server");
      field.setAccessible(true);
      Server server = (Server) field.get(proxy);
      ServletContextHandler context = server.getDescendant(ServletContextHandler.class);
      context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This version of the S3 library is built differently", e);
    }
  }
}
