package dev.crow.webingest.dialect;

import java.time.Instant;
import java.util.List;

/** Translates one foreign client's events. Knows its words; checks no limits. */
public interface Dialect {

  /**
   * @param item one event as the client sent it, never null members
   * @param receivedAt when it arrived, for clients that tell how long ago something was
   * @return what it says, in order; empty if it is no event of this dialect
   */
  List<Told> translate(Facts item, Instant receivedAt);
}
