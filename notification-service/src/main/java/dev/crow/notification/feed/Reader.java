package dev.crow.notification.feed;

import dev.crow.security.Caller;

/** Whose notifications they are. */
record Reader(String organizationId, String userId) {

  static Reader of(Caller caller) {
    return new Reader(caller.organizationId(), caller.subject());
  }
}
