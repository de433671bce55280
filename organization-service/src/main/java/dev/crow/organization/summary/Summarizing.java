package dev.crow.organization.summary;

import dev.crow.organization.knowledge.Chunk;
import dev.crow.organization.knowledge.Knowledge;
import dev.crow.organization.record.Organizations;
import dev.crow.organization.summary.SummaryStore.State;
import dev.crow.vectorindex.VectorIndexException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes summaries anew while there is news, and puts them among what can be found. */
final class Summarizing {

  static final String PROFILE = "profile";
  static final String SUMMARY = "summary";

  private static final Logger log = LoggerFactory.getLogger(Summarizing.class);
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

  private final SummaryStore store;
  private final ProfileStore profiles;
  private final SummaryWriter writer;
  private final Organizations organizations;
  private final Knowledge knowledge;
  private final TransactionTemplate transaction;
  private final SummaryProperties properties;
  private final Duration idle;

  Summarizing(
      SummaryStore store,
      ProfileStore profiles,
      SummaryWriter writer,
      Organizations organizations,
      Knowledge knowledge,
      TransactionTemplate transaction,
      SummaryProperties properties) {
    this.store = store;
    this.profiles = profiles;
    this.writer = writer;
    this.organizations = organizations;
    this.knowledge = knowledge;
    this.transaction = transaction;
    this.properties = properties;
    this.idle = properties.every().compareTo(LONGEST_IDLE) < 0 ? properties.every() : LONGEST_IDLE;
  }

  /** Makes those that are due; returns how long the next may wait. */
  Duration step() {
    try {
      store.due(properties.every()).stream()
          .filter(store::begin)
          .map(State::begun)
          .forEach(this::make);
      return idle;
    } catch (DataAccessException | VectorIndexException e) {
      log.warn("Summaries wait: {}", e.getMessage());
      return AFTER_FAILURE;
    }
  }

  private void make(State state) {
    String organization = state.organizationId();
    List<Chunk> profile =
        chunks(
            state,
            PROFILE,
            writer
                .profile(organizations.find(organization).orElse(null), profiles.find(organization))
                .stream());
    List<Chunk> summary =
        chunks(
            state,
            SUMMARY,
            Stream.of(
                    writer.products(organization), writer.visits(organization, state.usageSince()))
                .flatMap(java.util.Optional::stream));
    knowledge.add(profile);
    knowledge.add(summary);
    List<Chunk> all = Stream.concat(profile.stream(), summary.stream()).toList();
    if (!all.isEmpty()) {
      knowledge.index(all);
    }
    transaction.executeWithoutResult(_ -> publish(state));
  }

  private void publish(State state) {
    boolean wanted = store.finish(state);
    for (String source : List.of(PROFILE, SUMMARY)) {
      if (wanted) {
        knowledge.publish(state.organizationId(), source, state.version());
      } else {
        knowledge.forget(state.organizationId(), source, state.version());
      }
    }
  }

  private static List<Chunk> chunks(State state, String source, Stream<Section> sections) {
    List<Chunk> chunks = new ArrayList<>();
    sections.forEach(
        section ->
            chunks.add(
                new Chunk(
                    state.organizationId(),
                    section.kind(),
                    source,
                    state.version(),
                    chunks.size(),
                    section.title(),
                    null,
                    null,
                    section.text())));
    return chunks;
  }
}
