package dev.crow.webingest.dialect;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a foreign event says. Nothing of it has been checked, and all of it is hostile text. */
public sealed interface Told {

  /**
   * @return who is meant; null if nobody is named, or not in a form that names anybody
   */
  @Nullable Visitor visitor();

  /**
   * Somebody did something.
   *
   * @param visitor who
   * @param id the sender's own; any text, or null if it gave none
   * @param time as the sender wrote it, or an {@link java.time.Instant} by our clock, or null for
   *     now
   * @param type one of {@link dev.crow.contracts.web.v1.WebEventTypes}
   * @param page where
   * @param properties the event's facts in CROW's names
   */
  record Happened(
      @Nullable Visitor visitor,
      @Nullable Object id,
      @Nullable Object time,
      String type,
      Page page,
      Map<String, Object> properties)
      implements Told {}

  /**
   * Something about somebody, which only the session keeps; traits are not stored at all.
   *
   * @param visitor who
   */
  record Known(@Nullable Visitor visitor) implements Told {}

  /**
   * @param url of the page, or null
   * @param title of the page, or null
   * @param referrer of the page, or null
   */
  record Page(@Nullable String url, @Nullable String title, @Nullable String referrer) {

    /** Knows nothing. */
    public static final Page NONE = new Page(null, null, null);
  }
}
