package dev.crow.analytics.exports;

import dev.crow.security.Caller;

/** Who did something, as it is kept. */
final class Actors {

  /** Begins the name of a person. */
  static final String USER = "user:";

  /** Stands for a person who was erased. */
  static final String ERASED = "erased";

  private Actors() {}

  static String of(Caller caller) {
    return (caller.kind() == Caller.Kind.SESSION ? USER : "key:") + caller.subject();
  }
}
