package dev.crow.webingest.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.CharBuffer;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** From a servlet request to its understood envelope. */
final class RequestReader {

  private final Body body;
  private final JsonReader json;
  private final IntakeProperties limits;
  private final Clock clock;

  RequestReader(IntakeProperties limits, Clock clock) {
    this.body = new Body(limits);
    this.json = new JsonReader(limits);
    this.limits = limits;
    this.clock = clock;
  }

  IngestedRequest read(HttpServletRequest request, boolean plainTextAllowed) {
    CharBuffer text = body.read(request, plainTextAllowed);
    return new IngestedRequest(json.readObject(text), text, browser(request), limits, clock);
  }

  /**
   * What the visitor's browser calls itself. A request that no page sent comes from somebody's
   * server, whose name says nothing of the visitor.
   */
  static @Nullable String browser(HttpServletRequest request) {
    boolean fromPage =
        request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null;
    return fromPage ? request.getHeader("User-Agent") : null;
  }
}
