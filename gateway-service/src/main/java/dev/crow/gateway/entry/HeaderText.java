package dev.crow.gateway.entry;

/** What names and values of headers may consist of; the firewall asks for each one. */
final class HeaderText {

  private HeaderText() {}

  static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** No control characters of ASCII or Latin-1, which may mean something to whoever reads a log. */
  static boolean isValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || (c >= 0x7f && c < 0xa0)) {
        return false;
      }
    }
    return true;
  }
}
