package dev.crow.demo.session;

import dev.crow.demo.world.World.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what a visitor does, on a clock that only moves forward. */
final class Recorder {

  /** No session is longer than this, so one that starts this long ago has no future events. */
  static final Duration LONGEST = Duration.ofMinutes(45);

  private static final Duration LATE_AFTER = Duration.ofMinutes(35);
  private static final double SIGMA = 0.7;
  private static final double LONGEST_PAUSE_SECONDS = 240;

  private final Catalogue shop;
  private final Instant begin;
  private final double pace;
  private final Dice dice;
  private final Dice ids;
  private final List<Draft> drafts = new ArrayList<>();
  private Instant now;
  private String url;
  private String title = "";
  private @Nullable String referrer;

  Recorder(Catalogue shop, Instant begin, double pace, Dice dice, Dice ids) {
    this.shop = shop;
    this.begin = Instant.ofEpochMilli(begin.toEpochMilli());
    this.pace = pace;
    this.dice = dice;
    this.ids = ids;
    this.now = this.begin;
    this.url = shop.origin() + "/";
  }

  Instant now() {
    return now;
  }

  List<DemoEvent> events() {
    return drafts.stream().map(Draft::event).toList();
  }

  /** Time passes, log-normally around the median; never more than the visit has left. */
  Duration pause(double medianSeconds) {
    double seconds = Math.clamp(dice.logNormal(medianSeconds, SIGMA) * pace, 0.3, longest());
    Duration pause = Duration.ofMillis(Math.round(seconds * 1000));
    now = now.plus(pause);
    return pause;
  }

  void cameFrom(@Nullable String site) {
    referrer = site;
  }

  /** A page view; the first may have the referrer of another site. */
  void open(String path, String pageTitle) {
    if (!drafts.isEmpty()) {
      referrer = url;
    }
    url = shop.origin() + path;
    title = pageTitle + " | " + shop.brand();
    add(Types.PAGE_VIEW, referrer, Facts.of("path", path));
  }

  /** The facts may be added to as long as the visit goes on. */
  void event(String type, Facts facts) {
    add(type, null, facts);
  }

  private void add(String type, @Nullable String from, Facts facts) {
    drafts.add(new Draft(ids.uuid().toString(), type, now, url, title, from, facts));
    now = now.plusMillis(dice.between(20, 400));
  }

  /** Whether the visit has taken so long that it has to end with the step it is in. */
  boolean isLate() {
    return Duration.between(begin, now).compareTo(LATE_AFTER) > 0;
  }

  private double longest() {
    return isLate() ? 0.8 : LONGEST_PAUSE_SECONDS;
  }

  private record Draft(
      String id,
      String type,
      Instant at,
      String url,
      String title,
      @Nullable String referrer,
      Facts facts) {

    DemoEvent event() {
      return new DemoEvent(id, type, at, url, title, referrer, facts.map());
    }
  }
}
