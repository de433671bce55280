package dev.crow.interaction.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where interactions are kept. Every call but one names the organization, and sees nothing else.
 */
interface InteractionStore {

  /**
   * Stores an interaction, or replaces an older version of it.
   *
   * @return false if this or a newer version is there already; then nothing changed
   */
  boolean save(Interaction interaction);

  /**
   * Puts other words for the same version of an interaction.
   *
   * @return false if that version is not there (any more)
   */
  boolean retell(Interaction interaction);

  Optional<Interaction> find(String organizationId, String id);

  List<Interaction> findAll(String organizationId, Collection<String> ids);

  List<Interaction> page(InteractionQuery query);

  /** How many a query has on all its pages. */
  long count(InteractionQuery query);

  Totals totals(String organizationId);

  /** Interactions in the order of their ids; of one visitor, or of all if null. */
  List<Interaction> after(
      String organizationId, @Nullable String visitorId, String afterId, int limit);

  /**
   * Interactions of all organizations in the order of their ids; to make anew what rests on them.
   */
  List<Interaction> afterOfAll(String afterId, int limit);

  long deleteVisitor(String organizationId, String visitorId);

  long deleteAll(String organizationId);

  /** Rows that began before a time, the oldest first. */
  List<Interaction> oldest(String organizationId, Instant before, int limit);

  long countBefore(String organizationId, Instant before);

  /**
   * @param idsAsJson JSON array
   */
  void deleteAll(String organizationId, String idsAsJson);

  /** How many interactions there are, and how many events they rest on. */
  record Totals(long interactions, long events) {}
}
