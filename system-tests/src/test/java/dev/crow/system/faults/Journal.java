package dev.crow.system.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What the visitors know: which events they sent, and which were acknowledged. Ids of events say
 * which visit and which event of it they are, so that millions of them take little memory: a bit
 * each.
 */
final class Journal {

  /** Most events of one visit. */
  static final int MOST_EVENTS = 60;

  private static final String VISIT = "visit-";
  private static final int MOST_RECEIPTS = 200;
  private static final long REFUSED = 1L << 32;

  private final long mark;
  private final AtomicInteger visits = new AtomicInteger();
  private final AtomicLong acknowledgedEvents = new AtomicLong();
  private final Map<Integer, Visit> byNumber = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final List<String> receipts = new ArrayList<>();
  private final List<String> dishonest = new CopyOnWriteArrayList<>();
  private long receiptsSeen;
  private final Random sample;

  /**
   * @param seed keeps its ids apart from those of other journals
   */
  Journal(long seed) {
    this.mark = new Random(seed).nextLong() & ~0xFFFF_FFFFL;
    this.sample = new Random(seed);
  }

  private static final class Visit {
    private long sent;
    private long acknowledged;
  }

  int begin() {
    int number = visits.incrementAndGet();
    byNumber.put(number, new Visit());
    return number;
  }

  static String session(int visit) {
    return VISIT + visit;
  }

  static int visitOf(String session) {
    return Integer.parseInt(session.substring(VISIT.length()));
  }

  String event(int visit, int number) {
    return new UUID(mark | visit, number).toString();
  }

  String refusedEvent(int visit, int number) {
    return new UUID(mark | visit, REFUSED | number).toString();
  }

  /**
   * @return the event's bit; 0 if no visitor of this journal could have made it in this visit
   */
  long bit(int visit, String event) {
    UUID id = UUID.fromString(event);
    boolean own = id.getMostSignificantBits() == (mark | visit);
    long number = id.getLeastSignificantBits();
    return own && number >= 0 && number < MOST_EVENTS ? 1L << number : 0;
  }

  void sent(int visit, long events) {
    byNumber.computeIfPresent(
        visit,
        (_, known) -> {
          known.sent |= events;
          return known;
        });
  }

  void acknowledged(int visit, long events) {
    byNumber.computeIfPresent(
        visit,
        (_, known) -> {
          acknowledgedEvents.addAndGet(Long.bitCount(events & ~known.acknowledged));
          known.acknowledged |= events;
          return known;
        });
  }

  void refused(String event) {
    refused.add(event);
  }

  /** Keeps some of them to follow later, each as likely as any other. */
  synchronized void receipt(String id) {
    receiptsSeen++;
    if (receipts.size() < MOST_RECEIPTS) {
      receipts.add(id);
    } else {
      long place = sample.nextLong(receiptsSeen);
      if (place < MOST_RECEIPTS) {
        receipts.set((int) place, id);
      }
    }
  }

  /** An answer that is wrong under any fault. */
  void dishonest(String answer) {
    dishonest.add(answer);
  }

  List<String> dishonest() {
    return List.copyOf(dishonest);
  }

  synchronized List<String> receipts() {
    return List.copyOf(receipts);
  }

  Set<String> refused() {
    return Set.copyOf(refused);
  }

  int visits() {
    return visits.get();
  }

  long acknowledgedEvents() {
    return acknowledgedEvents.get();
  }

  long sentOf(int visit) {
    Visit known = byNumber.get(visit);
    return known == null ? 0 : known.sent;
  }

  long acknowledgedOf(int visit) {
    Visit known = byNumber.get(visit);
    return known == null ? 0 : known.acknowledged;
  }

  /** For messages: names the events of a set. */
  String names(int visit, long events) {
    return session(visit)
        + LongStream.range(0, MOST_EVENTS).filter(n -> (events >> n & 1) == 1).boxed().toList();
  }

  /**
   * @return the visit of a session of this organization, or null if no visitor made it
   */
  @Nullable Integer visitNamed(String session) {
    if (!session.matches(VISIT + "[0-9]{1,9}")) {
      return null;
    }
    int visit = visitOf(session);
    return byNumber.containsKey(visit) ? visit : null;
  }
}
