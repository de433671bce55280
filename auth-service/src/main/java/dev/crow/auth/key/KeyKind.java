package dev.crow.auth.key;

import dev.crow.security.Caller;

/** The two sorts of key. */
public enum KeyKind {
  /** Visible in web pages; may send events only, from its origins. */
  WRITE("pk", Caller.Kind.WRITE_KEY),
  /** Kept on a customer's server; may do what was chosen when it was made. */
  SECRET("sk", Caller.Kind.SECRET_KEY);

  private final String prefix;
  private final Caller.Kind caller;

  KeyKind(String prefix, Caller.Kind caller) {
    this.prefix = prefix;
    this.caller = caller;
  }

  String prefix() {
    return prefix;
  }

  /**
   * @return the sort of caller that shows such a key
   */
  public Caller.Kind caller() {
    return caller;
  }

  static KeyKind ofPrefix(String prefix) {
    return WRITE.prefix.equals(prefix) ? WRITE : SECRET;
  }
}
