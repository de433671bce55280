package dev.crow.analytics.usage;

import dev.crow.relational.UuidV7;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes in events that organizations count themselves. */
final class HandedIn {

  private static final String NO_SOURCE = "api";

  private final Journal journal;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final Clock clock;

  HandedIn(Journal journal, TransactionTemplate transaction, JsonMapper json, Clock clock) {
    this.journal = journal;
    this.transaction = transaction;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param id what it was called, or one of ours
   * @param created false if it was there already
   */
  record Taken(String id, boolean created) {}

  Taken take(
      String organization,
      @Nullable String id,
      String eventType,
      @Nullable String source,
      @Nullable JsonNode metadata) {
    String name = Objects.requireNonNullElseGet(id, UuidV7::next);
    Use use =
        new Use(
            "event:" + name,
            eventType,
            Objects.requireNonNullElse(source, NO_SOURCE),
            Metered.EVENTS,
            1,
            clock.instant(),
            metadata == null || metadata.isNull() ? null : json.writeValueAsString(metadata));
    Boolean known =
        transaction.execute(
            _ -> {
              boolean there = journal.holds(organization, use.id());
              if (!there) {
                journal.enter(organization, List.of(use));
              }
              return there;
            });
    return new Taken(name, !Boolean.TRUE.equals(known));
  }
}
