package dev.crow.webingest.recording;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a recording and the session it is of, so that nothing has to be remembered between its
 * pieces. It is no secret and gives no right: the organization comes from the caller's key.
 *
 * @param recording unique, chosen here
 * @param sessionId as the page names it
 */
record RecordingId(String recording, String sessionId) {

  static final String SESSION_ID = "[A-Za-z0-9_.:-]{1,128}";

  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(" + SESSION_ID + ")");

  static RecordingId next(String sessionId) {
    return new RecordingId(UUID.randomUUID().toString(), sessionId);
  }

  static Optional<RecordingId> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new RecordingId(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  String text() {
    return recording + "." + sessionId;
  }
}
