package dev.crow.demo.session;

/** How fast a page is, as the browser measures it. Times are in milliseconds. */
final class PageSpeed {

  private final Visit visit;

  PageSpeed(Visit visit) {
    this.visit = visit;
  }

  void usual() {
    if (visit.dice.chance(0.45)) {
      double median = visit.visitor.device() == Device.MOBILE ? 1_900 : 1_300;
      paint((int) Math.min(3_600, visit.dice.logNormal(median, 0.35)));
    }
    if (visit.dice.chance(0.12)) {
      double shift = Math.round(visit.dice.logNormal(0.04, 0.6) * 1_000) / 1_000.0;
      visit.recorder.event(Types.WEB_VITAL, Facts.of("name", "CLS").and("value", shift));
    } else if (visit.dice.chance(0.12)) {
      int delay = (int) visit.dice.logNormal(90, 0.5);
      visit.recorder.event(Types.WEB_VITAL, Facts.of("name", "INP").and("value", delay));
    }
  }

  void slow() {
    visit.recorder.pause(5);
    paint((int) Math.max(4_300, visit.dice.logNormal(5_000, 0.08)));
  }

  private void paint(int millis) {
    visit.recorder.event(Types.WEB_VITAL, Facts.of("name", "LCP").and("value", millis));
  }
}
