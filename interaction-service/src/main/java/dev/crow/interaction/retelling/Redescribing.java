package dev.crow.interaction.retelling;

import dev.crow.ai.chat.Bill;
import dev.crow.ai.chat.BudgetSpentException;
import dev.crow.ai.chat.UntrueAnswerException;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.interaction.analysis.Analyst;
import dev.crow.interaction.analysis.Analysts;
import dev.crow.interaction.analysis.Prompt;
import dev.crow.interaction.analysis.Retold;
import dev.crow.interaction.catalogue.ProductResolver;
import dev.crow.interaction.description.Description;
import dev.crow.interaction.description.Sentence;
import dev.crow.interaction.description.SessionDescriber;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.InteractionIds;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.lifecycle.Leases;
import dev.crow.interaction.processing.SessionArchive;
import dev.crow.interaction.retelling.Redescription.Progress;
import dev.crow.interaction.retelling.Redescription.State;
import dev.crow.objectstore.ObjectSummary;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes other words for archived sessions, one after the other. */
final class Redescribing {

  private static final Logger log = LoggerFactory.getLogger(Redescribing.class);

  private static final int PAGE = 100;

  private final RedescriptionStore store;
  private final SessionArchive archive;
  private final ProductResolver products;
  private final SessionDescriber rules;
  private final Analysts analysts;
  private final Interactions interactions;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Redescribing(
      RedescriptionStore store,
      SessionArchive archive,
      ProductResolver products,
      SessionDescriber rules,
      Analysts analysts,
      Interactions interactions,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.archive = archive;
    this.products = products;
    this.rules = rules;
    this.analysts = analysts;
    this.interactions = interactions;
    this.transaction = transaction;
    this.clock = clock;
  }

  void work(Redescription one, Leases.Lease lease) {
    List<ObjectSummary> page = archive.page(one.organizationId(), one.place(), PAGE);
    while (!page.isEmpty()) {
      for (ObjectSummary object : page) {
        if (!work(one, object)) {
          return; // It was cancelled.
        }
        lease.renew();
      }
      page = archive.page(one.organizationId(), page.getLast().key().value(), PAGE);
    }
    store.move(one, State.RUNNING, State.READY, clock.instant());
  }

  /** One at a time, so that an attempt cut short pays for no answer twice. */
  private boolean work(Redescription one, ObjectSummary object) {
    String place = object.key().value();
    SessionClosed session = inRange(one, object);
    Interaction now = session == null ? null : stored(session);
    if (session == null || now == null) {
      return store.progress(one, new Progress(place, 1, 0, 0, 0, 0));
    }
    Bill bill = new Bill();
    Interaction other = tell(one, session, now, bill);
    if (other == null) {
      return store.progress(one, new Progress(place, 1, 0, 0, 1, bill.total()));
    }
    int changed = other.description().equals(now.description()) ? 0 : 1;
    Telling telling =
        new Telling(
            now.id(),
            now.version(),
            false,
            other.description(),
            other.generator(),
            other.details());
    Boolean goesOn =
        transaction.execute(
            _ -> {
              boolean running =
                  store.progress(one, new Progress(place, 1, 1, changed, 0, bill.total()));
              if (running) {
                store.put(one, telling);
              }
              return running;
            });
    return Boolean.TRUE.equals(goesOn);
  }

  private @Nullable SessionClosed inRange(Redescription one, ObjectSummary object) {
    if (object.storedAt().isBefore(one.from())) {
      return null; // It ended before the range begins.
    }
    return archive
        .read(object.key())
        .filter(session -> session.organizationId().equals(one.organizationId()))
        .filter(session -> one.covers(session.startedAt()))
        .orElse(null);
  }

  /** What was told of exactly this session; the archive may hold another version of it. */
  private @Nullable Interaction stored(SessionClosed session) {
    String id =
        InteractionIds.of(
            session.organizationId(), session.source(), session.sessionId(), session.run());
    return interactions.findInOrder(session.organizationId(), List.of(id)).stream()
        .filter(interaction -> interaction.version() == session.version())
        .findFirst()
        .orElse(null);
  }

  /** Null where what the model says does not hold. */
  private @Nullable Interaction tell(
      Redescription one, SessionClosed session, Interaction now, Bill bill) {
    SessionClosed resolved = products.resolve(List.of(session)).getFirst().session();
    if (one.describer() == Redescription.Describer.RULES) {
      Description description = rules.describe(resolved);
      return Retold.with(now, description.sentences(), description.generator(), 0);
    }
    Analyst analyst = analysts.configured().orElseThrow(NoModelException::new);
    Prompt prompt = Objects.requireNonNull(one.prompt());
    try {
      List<Sentence> told = analyst.tell(resolved, prompt, bill);
      return Retold.with(now, told, analyst.generator(prompt), bill.total());
    } catch (UntrueAnswerException e) {
      log.debug("Interaction {} keeps its words: {}", now.id(), e.getMessage());
      return null;
    }
  }

  /** What ends a redescription for good, rather than for now. */
  static boolean isFinal(RuntimeException e) {
    return e instanceof BudgetSpentException || e instanceof NoModelException;
  }

  /** The model was taken out of the configuration. */
  static final class NoModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoModelException() {
      super("No model is configured");
    }
  }
}
