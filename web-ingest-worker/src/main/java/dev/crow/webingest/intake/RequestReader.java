package dev.crow.webingest.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.CharBuffer;
import java.time.Clock;

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
    return new IngestedRequest(json.readObject(text), text, limits, clock);
  }
}
