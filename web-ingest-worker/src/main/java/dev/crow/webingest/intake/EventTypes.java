package dev.crow.webingest.intake;

/** What may be the name of an event's type. */
final class EventTypes {

  private static final int MAX_LENGTH = 64;

  private EventTypes() {}

  static boolean isName(String type) {
    if (type.isBlank() || type.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      if (!Character.isLetterOrDigit(c) && "_-.: ".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
