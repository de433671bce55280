package dev.crow.gateway.forward;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Cuts the client's connection where a service broke off its answer. The status is on the wire by
 * then, so this is the only way to tell; to end the answer properly would pass half of it off as
 * the whole.
 */
final class BrokenAnswerValve extends ValveBase {

  private static final String ATTRIBUTE = BrokenAnswerValve.class.getName();

  BrokenAnswerValve() {
    super(true);
  }

  static void mark(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (request.getAttribute(ATTRIBUTE) != null) {
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
    }
  }
}
