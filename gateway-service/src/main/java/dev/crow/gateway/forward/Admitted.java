package dev.crow.gateway.forward;

import dev.crow.gateway.credential.Identity;
import dev.crow.gateway.route.Upstream;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A request that may pass.
 *
 * @param upstream where to
 * @param identity whom it is from; its token is shown there instead of the client's credential
 * @param clientAddress of the client itself, as text
 */
public record Admitted(Upstream upstream, Identity identity, String clientAddress) {

  private static final String ATTRIBUTE = Admitted.class.getName();

  /**
   * @param request the one this was decided about
   */
  public void attachTo(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  static Admitted of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Admitted admitted) {
      return admitted;
    }
    throw new IllegalStateException("The request reached a route without being admitted");
  }

  @Override
  public String toString() {
    return "Admitted[" + upstream.name() + "]";
  }
}
