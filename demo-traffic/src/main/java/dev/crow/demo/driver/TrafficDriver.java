package dev.crow.demo.driver;

import dev.crow.demo.session.DemoEvent;
import dev.crow.demo.session.DemoSession;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends sessions to a suite, several at once and each in small batches, as the SDKs in so many
 * browsers would. What the suite could not take is sent again with the same ids. Used once.
 */
public final class TrafficDriver {

  private static final int MOST_EVENTS_PER_BATCH = 10;

  private final TrafficSettings settings;
  private final Pauses pauses;
  private final Clock clock;
  private final Ledger ledger = new Ledger();
  private final Bodies bodies;
  private final Receipts receipts;

  /**
   * @param settings where to and how
   */
  public TrafficDriver(TrafficSettings settings) {
    this(settings, Thread::sleep, Clock.systemUTC());
  }

  TrafficDriver(TrafficSettings settings, Pauses pauses, Clock clock) {
    this.settings = settings;
    this.pauses = pauses;
    this.clock = clock;
    JsonMapper json = JsonMapper.builder().build();
    this.bodies = new Bodies(json);
    this.receipts = new Receipts(json, ledger);
  }

  /** {@return the account, also while sending} */
  public Ledger ledger() {
    return ledger;
  }

  /**
   * Sends all sessions, in this order, and waits for the last answer. Stops early, leaving the rest
   * unsent, when the suite refuses the key: it would refuse it again.
   *
   * @param sessions to be sent
   * @return the account
   * @throws InterruptedException if this thread is interrupted; sessions under way are cut off
   */
  public Ledger send(List<DemoSession> sessions) throws InterruptedException {
    Semaphore free = new Semaphore(settings.concurrency());
    Schedule schedule = new Schedule(settings, sessions.size(), clock.instant());
    List<Future<DemoSession>> underWay = new ArrayList<>();
    try (RetryingClient client = new RetryingClient(settings, ledger, pauses, clock);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < sessions.size() && !ledger.keyRefused(); i++) {
        DemoSession session = sessions.get(i);
        pauses.pause(schedule.untilStart(i, clock.instant()));
        free.acquire();
        underWay.add(
            threads.submit(
                () -> {
                  try {
                    return send(session, client, schedule);
                  } finally {
                    free.release();
                  }
                }));
      }
      for (Future<DemoSession> session : underWay) {
        session.get();
      }
      return ledger;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A session could not be sent", e.getCause());
    }
  }

  private DemoSession send(DemoSession session, RetryingClient client, Schedule schedule)
      throws InterruptedException {
    List<List<DemoEvent>> batches = batches(session);
    Duration pause = schedule.between(batches.size());
    note(session, client.post("/api/v1/ingest/session/start", bodies.start(session, gap(session))));
    for (List<DemoEvent> batch : batches) {
      receipts.enter(batch, post(session, batch, client));
      pauses.pause(pause);
    }
    if (session.endsExplicitly()) {
      note(session, client.post("/api/v1/ingest/session/end", bodies.end(session)));
    }
    ledger.sessionDone();
    return session;
  }

  private Outcome post(DemoSession session, List<DemoEvent> batch, RetryingClient client)
      throws InterruptedException {
    try {
      return client.post(
          "/api/v1/ingest/batch", bodies.batch(session, batch, gap(session), clock.instant()));
    } catch (InterruptedException e) {
      receipts.enter(batch, new Outcome.GaveUp(null));
      throw e;
    }
  }

  private Duration gap(DemoSession session) {
    return session.endsExplicitly() ? Duration.ZERO : settings.idleTimeout();
  }

  private void note(DemoSession session, Outcome outcome) {
    if (!(outcome instanceof Outcome.Answered answer && answer.isSuccess())) {
      ledger.incomplete(session.sessionId());
    }
  }

  /** The same session is cut the same way each time, so a repeated demo repeats its batches. */
  private static List<List<DemoEvent>> batches(DemoSession session) {
    SplittableRandom random = new SplittableRandom(session.sessionId().hashCode());
    List<List<DemoEvent>> batches = new ArrayList<>();
    int from = 0;
    while (from < session.events().size()) {
      int to =
          Math.min(session.events().size(), from + random.nextInt(1, MOST_EVENTS_PER_BATCH + 1));
      batches.add(session.events().subList(from, to));
      from = to;
    }
    return batches;
  }
}
