package dev.crow.demo.session;

import dev.crow.demo.world.Persona;
import dev.crow.demo.world.PlantedTruth;
import dev.crow.demo.world.PlantedTruths;
import dev.crow.demo.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes sessions, one after the other and without end, spread over the time before now. The same
 * seed, now and switches give the same sessions to the last byte; another now gives other ids, so
 * that the suite does not take a second demo for a repetition of the first. Not thread-safe.
 */
public final class SessionGenerator {

  /** Shortest time sessions can be spread over. */
  public static final Duration SHORTEST_SPAN = Duration.ofHours(2);

  private static final long BEHAVIOUR = 1;
  private static final long IDS = 2;
  private static final double ENDS_EXPLICITLY = 0.7;

  private final World world;
  private final long seed;
  private final Instant now;
  private final List<PlantedTruth> planted;
  private final Plants plants;
  private final Rhythm rhythm;
  private long made;

  /** With all planted truths. */
  public SessionGenerator(World world, long seed, Instant now, Duration span) {
    this(world, seed, now, span, PlantedTruths.ALL);
  }

  /**
   * With some planted truths only.
   *
   * @param world the shop and its visitors
   * @param seed chance
   * @param now end of the time sessions are made for; no event is later
   * @param span length of that time; at least {@link #SHORTEST_SPAN}
   * @param switchedOn ids of the planted truths that hold
   * @throws IllegalArgumentException if the span is too short, or an id unknown
   */
  public SessionGenerator(
      World world, long seed, Instant now, Duration span, Set<String> switchedOn) {
    if (span.compareTo(SHORTEST_SPAN) < 0) {
      throw new IllegalArgumentException("The span must be at least " + SHORTEST_SPAN);
    }
    if (!PlantedTruths.ALL.containsAll(switchedOn)) {
      throw new IllegalArgumentException("Planted truths are " + PlantedTruths.ALL);
    }
    this.world = world;
    this.seed = seed;
    this.now = now;
    this.planted =
        PlantedTruths.of(world, now, span).stream()
            .filter(truth -> switchedOn.contains(truth.id()))
            .toList();
    this.plants = new Plants(planted);
    this.rhythm =
        new Rhythm(now.minus(span), now.minus(Recorder.LONGEST), world.catalogue().zone());
  }

  /** {@return what is planted in the sessions: those truths that are switched on} */
  public List<PlantedTruth> planted() {
    return planted;
  }

  /** {@return the next session} */
  public DemoSession next() {
    long number = made++;
    Dice dice = Dice.of(seed, BEHAVIOUR, number);
    Dice ids = Dice.of(seed, IDS, number, now.toEpochMilli());
    Persona persona = dice.weighted(world.personas(), Persona::share);
    Visitor visitor = Visitor.pick(seed, dice);
    String sessionId = ids.uuid().toString();
    Recorder recorder =
        new Recorder(world.catalogue(), rhythm.start(dice), persona.pace(), dice, ids);
    String cameFrom = Arrivals.referrer(dice, persona);
    recorder.cameFrom(cameFrom);
    Visit visit = new Visit(world, persona, visitor, plants, dice, recorder);
    visit.run();
    List<DemoEvent> events = recorder.events();
    boolean ends = dice.chance(ENDS_EXPLICITLY);
    boolean signedIn = dice.chance(persona.signedIn());
    return new DemoSession(
        sessionId,
        context(visitor, signedIn, cameFrom, events.getFirst().url()),
        events,
        ends,
        TruthReader.read(sessionId, persona.id(), visitor.device(), ends, visit.met, events));
  }

  /** {@return the sessions from here on; endless, so limit it} */
  public Stream<DemoSession> stream() {
    return Stream.generate(this::next);
  }

  private static DemoContext context(
      Visitor visitor, boolean signedIn, @Nullable String referrer, String landing) {
    return new DemoContext(
        visitor.anonymousId(),
        signedIn ? visitor.accountId() : null,
        landing,
        referrer,
        visitor.userAgent(),
        visitor.locale(),
        visitor.timezone(),
        new DemoContext.ScreenSize(visitor.device().width, visitor.device().height));
  }
}
