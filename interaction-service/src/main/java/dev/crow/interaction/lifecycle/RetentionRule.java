package dev.crow.interaction.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * How many days an organization wants things kept.
 *
 * @param rawSessions archived session objects; null until erased
 * @param interactions rows, archive, vectors and texts; null until erased
 */
record RetentionRule(@Nullable Integer rawSessions, @Nullable Integer interactions) {

  /** Of organizations that said nothing. */
  static final RetentionRule DEFAULT = new RetentionRule(30, null);
}
