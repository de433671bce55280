package dev.crow.web;

import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes Tomcat itself answer with problem documents. Encoded slashes pass through it undecoded: the
 * security firewall refuses them, and can say why.
 */
final class TomcatProblems
    implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

  private final JsonMapper json;

  TomcatProblems(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    String passThrough = EncodedSolidusHandling.PASS_THROUGH.getValue();
    factory.addConnectorCustomizers(
        connector -> {
          connector.setEncodedSolidusHandling(passThrough);
          connector.setEncodedReverseSolidusHandling(passThrough);
        });
    factory.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new ProblemReportValve(json)));
  }

  /** After Boot's own customizer, whose valve would otherwise stand nearer to the error. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
