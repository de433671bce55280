package dev.crow.interaction.analysis;

import dev.crow.ai.chat.Bill;
import dev.crow.ai.chat.BudgetSpentException;
import dev.crow.ai.chat.UntrueAnswerException;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.interaction.catalogue.ProductResolver;
import dev.crow.interaction.description.Sentence;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.Interactions;
import dev.crow.interaction.processing.ReembeddingInteractions;
import dev.crow.interaction.processing.SessionArchive;
import dev.crow.interaction.workflow.RunStore;
import dev.crow.interaction.workflow.Step;
import dev.crow.interaction.workflow.WorkflowRun;
import dev.crow.interaction.workflow.WorkflowRun.State;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RetriableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does the step of runs that needs a model. The words of the rules are stored already: whatever
 * goes wrong here, they stay. A worker that dies holds a run up only until its claim ends.
 */
final class Analysing {

  private static final Logger log = LoggerFactory.getLogger(Analysing.class);
  private static final Duration CLAIM = Duration.ofMinutes(10);
  private static final int GROWTH = 4;

  private final RunStore runs;
  private final Analysts analysts;
  private final ProductResolver products;
  private final Interactions interactions;
  private final SessionArchive archive;
  private final ReembeddingInteractions vectors;
  private final TransactionTemplate transaction;
  private final AnalysisProperties properties;
  private final Clock clock;

  Analysing(
      RunStore runs,
      Analysts analysts,
      ProductResolver products,
      Interactions interactions,
      SessionArchive archive,
      ReembeddingInteractions vectors,
      TransactionTemplate transaction,
      AnalysisProperties properties,
      Clock clock) {
    this.runs = runs;
    this.analysts = analysts;
    this.products = products;
    this.interactions = interactions;
    this.archive = archive;
    this.vectors = vectors;
    this.transaction = transaction;
    this.properties = properties;
    this.clock = clock;
  }

  /** Works on what is due, some runs at a time. */
  void workAll() {
    List<WorkflowRun> due = runs.due(clock.instant(), properties.parallel());
    if (due.isEmpty()) {
      return;
    }
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> tasks = new ArrayList<>();
      due.forEach(run -> tasks.add(Executors.callable(() -> workSafely(run))));
      workers.invokeAll(tasks);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a store that is away leaves undone is due again when its claim ends. */
  private void workSafely(WorkflowRun run) {
    try {
      if (runs.claim(run, clock.instant().plus(CLAIM))) {
        work(run);
      }
    } catch (RuntimeException e) {
      log.warn("Run {} has to wait", run.id(), e);
    }
  }

  private void work(WorkflowRun run) {
    List<Interaction> found =
        interactions.findInOrder(run.organizationId(), List.of(run.interactionId()));
    Interaction interaction = found.isEmpty() ? null : found.getFirst();
    if (interaction == null || interaction.version() != run.version()) {
      note(run, State.CANCELLED, Step.State.SKIPPED, "told anew meanwhile", 0, null);
      return;
    }
    Analyst analyst = analysts.configured().orElse(null);
    if (analyst == null) {
      note(run, State.DONE, Step.State.SKIPPED, "no model is configured", 0, null);
      archive.release(interaction);
      return;
    }
    SessionClosed session = archive.session(interaction).orElse(null);
    if (session == null) {
      note(run, State.DONE, Step.State.SKIPPED, "the session is not kept", 0, null);
      return;
    }
    ask(run, interaction, session, analyst);
  }

  private void ask(
      WorkflowRun run, Interaction interaction, SessionClosed session, Analyst analyst) {
    Bill bill = new Bill();
    try {
      SessionClosed resolved = products.resolve(List.of(session)).getFirst().session();
      List<Sentence> told = analyst.tell(resolved, properties.prompt(), bill);
      retell(run, interaction, told, analyst.generator(properties.prompt()), bill.total());
    } catch (BudgetSpentException _) {
      note(run, State.DONE, Step.State.SKIPPED, "the month's budget is spent", bill.total(), null);
      archive.release(interaction);
    } catch (UntrueAnswerException e) {
      failed(run, e.getMessage(), true, bill.total());
    } catch (LangChain4jException e) {
      failed(run, e.getClass().getSimpleName(), e instanceof RetriableException, bill.total());
    }
  }

  private void retell(
      WorkflowRun run, Interaction interaction, List<Sentence> told, String generator, long cost) {
    Interaction retold = Retold.with(interaction, told, generator, run.cost() + cost);
    Boolean stored =
        transaction.execute(
            _ ->
                interactions.retell(retold)
                    && note(run, State.DONE, Step.State.DONE, generator, cost, null));
    if (Boolean.TRUE.equals(stored)) {
      vectors.put(List.of(retold));
      archive.release(interaction);
    } else {
      note(run, State.CANCELLED, Step.State.SKIPPED, "told anew meanwhile", cost, null);
    }
  }

  private void failed(WorkflowRun run, @Nullable String reason, boolean mayHelp, long cost) {
    int attempt = run.attempts(); // The first attempt was the storing.
    if (mayHelp && attempt < properties.attempts()) {
      Instant next =
          clock
              .instant()
              .plus(properties.backoff().multipliedBy((long) Math.pow(GROWTH, attempt - 1)));
      note(run, State.RUNNING, Step.State.WAITING, reason, cost, next);
    } else {
      note(run, State.FAILED, Step.State.FAILED, reason, cost, null);
    }
  }

  private boolean note(
      WorkflowRun run,
      State state,
      Step.State step,
      @Nullable String detail,
      long cost,
      @Nullable Instant due) {
    List<Step> steps = new ArrayList<>(run.steps());
    steps.removeIf(known -> known.name() == Step.Name.ANALYSE);
    steps.add(new Step(Step.Name.ANALYSE, step, detail));
    boolean failed = state == State.FAILED || (state == State.RUNNING && due != null);
    return runs.note(
        new WorkflowRun(
            run.id(),
            run.organizationId(),
            run.workflow(),
            run.interactionId(),
            run.sessionId(),
            run.version(),
            state,
            Step.Name.ANALYSE,
            steps,
            run.attempts(),
            cost,
            failed ? detail : null,
            due,
            run.startedAt(),
            state == State.RUNNING ? null : clock.instant()));
  }
}
