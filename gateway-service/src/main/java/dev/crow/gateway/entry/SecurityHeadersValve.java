package dev.crow.gateway.entry;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Tells browsers to do as little as possible with any answer. Stands before all filters, so that
 * refusals of Tomcat itself carry the headers too.
 */
final class SecurityHeadersValve extends ValveBase {

  private final boolean strictTransport;

  SecurityHeadersValve(boolean strictTransport) {
    super(true);
    this.strictTransport = strictTransport;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader(
        "Permissions-Policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(),"
            + " usb=()");
    if (strictTransport || request.isSecure()) {
      response.setHeader(
          "Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload");
    }
    getNext().invoke(request, response);
  }
}
