package dev.crow.pattern.retelling;

import dev.crow.ai.chat.BudgetSpentException;
import dev.crow.ai.chat.UntrueAnswerException;
import dev.crow.pattern.mining.TimePeriod;
import dev.crow.pattern.results.WordingStore;
import dev.crow.pattern.results.WordingStore.Failure;
import dev.crow.pattern.results.WordingStore.Planned;
import dev.crow.pattern.results.WordingStore.Words;
import dev.crow.pattern.retelling.Narrator.Told;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RetriableException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has a model word what is due. The words of the templates are shown already: whatever goes wrong
 * here, they stay. An instance that dies holds a wording up only until its claim ends.
 */
final class Retelling {

  private static final Logger log = LoggerFactory.getLogger(Retelling.class);
  private static final Duration CLAIM = Duration.ofMinutes(10);
  private static final int LOOKED_AT = 60;

  /** More in one question get less care, and are lost together if its answer is of no use. */
  private static final int TOGETHER = 6;

  private static final int GROWTH = 4;

  private final WordingStore wordings;
  private final Narrator narrator;
  private final TransactionTemplate transaction;
  private final WordingProperties properties;
  private final MeterRegistry meters;
  private final Clock clock;

  Retelling(
      WordingStore wordings,
      Narrator narrator,
      TransactionTemplate transaction,
      WordingProperties properties,
      MeterRegistry meters,
      Clock clock) {
    this.wordings = wordings;
    this.narrator = narrator;
    this.transaction = transaction;
    this.properties = properties;
    this.meters = meters;
    this.clock = clock;
  }

  /** What a database that is away leaves undone is due again when its claim ends. */
  Duration work() {
    try {
      for (List<Planned> together : due()) {
        List<Planned> claimed =
            together.stream()
                .filter(planned -> wordings.claim(planned, clock.instant().plus(CLAIM)))
                .toList();
        if (!claimed.isEmpty()) {
          tell(claimed);
        }
      }
    } catch (RuntimeException e) {
      log.warn("Wording by the model has to wait", e);
    }
    return properties.every();
  }

  private record Period(String organizationId, TimePeriod period, LocalDate start) {}

  /** What is due of one period goes into one question, a few at a time. */
  private List<List<Planned>> due() {
    Map<Period, List<Planned>> byPeriod = new LinkedHashMap<>();
    for (Planned planned : wordings.due(clock.instant(), LOOKED_AT)) {
      byPeriod
          .computeIfAbsent(
              new Period(planned.organizationId(), planned.period(), planned.start()),
              _ -> new ArrayList<>())
          .add(planned);
    }
    List<List<Planned>> parts = new ArrayList<>();
    for (List<Planned> all : byPeriod.values()) {
      for (int from = 0; from < all.size(); from += TOGETHER) {
        parts.add(all.subList(from, Math.min(all.size(), from + TOGETHER)));
      }
    }
    return parts;
  }

  private void tell(List<Planned> planned) {
    try {
      List<Told> told = narrator.tell(planned.getFirst().organizationId(), planned);
      for (int i = 0; i < planned.size(); i++) {
        settle(planned.get(i), told.get(i));
      }
    } catch (BudgetSpentException _) {
      planned.forEach(this::postpone);
    } catch (UntrueAnswerException e) {
      planned.forEach(one -> failed(one, String.valueOf(e.getMessage()), true));
    } catch (LangChain4jException e) {
      boolean mayHelp = e instanceof RetriableException;
      planned.forEach(one -> failed(one, e.getClass().getSimpleName(), mayHelp));
    }
  }

  private void settle(Planned planned, Told told) {
    String failure = told.failure();
    if (failure != null) {
      failed(planned, failure, true);
      return;
    }
    Words words = new Words(told.title(), told.description(), narrator.generator());
    Instant rest = clock.instant().plus(properties.again());
    transaction.executeWithoutResult(_ -> wordings.keep(planned, words, rest));
    count("accepted");
  }

  private void failed(Planned planned, String reason, boolean mayHelp) {
    int attempt = planned.attempts() + 1;
    boolean over = !mayHelp || attempt >= properties.attempts();
    Duration pause =
        over
            ? properties.again()
            : properties.backoff().multipliedBy((long) Math.pow(GROWTH, planned.attempts()));
    wordings.fail(planned, new Failure(reason, attempt, over, clock.instant().plus(pause)));
    count(over ? "failed" : "refused");
  }

  /** Nobody was asked, so it is no attempt; there may be money again by then. */
  private void postpone(Planned planned) {
    Instant next = clock.instant().plus(properties.again());
    wordings.fail(
        planned, new Failure("The month's budget is spent", planned.attempts(), false, next));
    count("postponed");
  }

  private void count(String outcome) {
    meters.counter("crow.patterns.wording", "outcome", outcome).increment();
  }
}
