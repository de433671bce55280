package dev.crow.organization.summary;

import dev.crow.organization.decision.Decisions;
import dev.crow.organization.knowledge.Knowledge;
import dev.crow.organization.summary.SummaryStore.State;
import dev.crow.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/** What is learned of organizations, for people and for the features around it. */
public final class Summaries {

  private final SummaryStore store;
  private final ProfileStore profiles;
  private final CatalogueFigures catalogue;
  private final VisitFigures visits;
  private final Knowledge knowledge;
  private final Decisions decisions;
  private final TransactionTemplate transaction;

  Summaries(
      SummaryStore store,
      ProfileStore profiles,
      CatalogueFigures catalogue,
      VisitFigures visits,
      Knowledge knowledge,
      Decisions decisions,
      TransactionTemplate transaction) {
    this.store = store;
    this.profiles = profiles;
    this.catalogue = catalogue;
    this.visits = visits;
    this.knowledge = knowledge;
    this.decisions = decisions;
    this.transaction = transaction;
  }

  /**
   * @param organizationId whose
   * @return what it says of itself; empty if it has said nothing
   */
  public Profile profile(String organizationId) {
    return profiles.find(organizationId);
  }

  Profile change(Caller caller, Profile profile) {
    String organization = caller.organizationId();
    transaction.executeWithoutResult(
        _ -> {
          profiles.put(organization, profile);
          store.urgentNews(organization);
          decisions.made(caller, "context.profile.changed", "organization:" + organization);
        });
    return profile;
  }

  /**
   * @param organizationId whose
   * @return what is known of it, as it can be found
   */
  public List<Section> sections(String organizationId) {
    return Stream.of(Summarizing.PROFILE, Summarizing.SUMMARY)
        .flatMap(source -> knowledge.current(organizationId, source).stream())
        .map(chunk -> new Section(chunk.kind(), chunk.title(), chunk.text()))
        .toList();
  }

  /**
   * @param organizationId whose
   * @return when that was put together; empty if it never was
   */
  public Optional<Instant> builtAt(String organizationId) {
    return store.find(organizationId).map(State::builtAt);
  }

  /**
   * Forgets, within the caller's transaction, all but what the catalogue holds; visits are counted
   * from now on.
   *
   * @param organizationId whose
   */
  public void clear(String organizationId) {
    profiles.delete(organizationId);
    visits.deleteAll(organizationId);
    store.clear(organizationId);
  }

  /**
   * Forgets all, within the caller's transaction.
   *
   * @param organizationId whose
   * @return how many rows there were
   */
  public long deleteAll(String organizationId) {
    return profiles.delete(organizationId)
        + visits.deleteAll(organizationId)
        + catalogue.deleteAll(organizationId)
        + store.delete(organizationId);
  }
}
