package dev.crow.analytics.projection;

import dev.crow.analytics.projection.Measure.Keys;
import dev.crow.analytics.projection.Visit.Journey;
import dev.crow.analytics.projection.Visit.Result;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What visits change in the counts: added with one sign as they come, with the other as they go.
 * Not safe for several threads.
 */
final class Tally {

  /** Stand in for a page where a session begins and ends. */
  static final String START = "(start)";

  static final String END = "(end)";
  private static final String UNKNOWN = "unknown";

  private final Bins bins = new Bins();
  private final Map<Cell, Long> cells = new HashMap<>();
  private final Map<Presence, Long> presences = new HashMap<>();

  /** A visitor in a bucket. */
  record Presence(Grain grain, long start, String visitor) {}

  void add(Visit visit) {
    count(visit, 1);
  }

  void remove(Visit visit) {
    count(visit, -1);
  }

  /** What changes, without what comes to nothing. */
  Map<Cell, Long> cells() {
    cells.values().removeIf(change -> change == 0);
    return cells;
  }

  Map<Presence, Long> presences() {
    presences.values().removeIf(change -> change == 0);
    return presences;
  }

  private void count(Visit visit, long sign) {
    long start = visit.startedAt().getEpochSecond();
    switch (visit.body()) {
      case Journey journey -> {
        countSession(visit, start, sign);
        countPages(journey, start, sign);
        journey.steps().forEach(step -> countStep(step, sign));
      }
      case Result result -> countResult(result, start, sign);
    }
  }

  private void countSession(Visit visit, long start, long sign) {
    add(Measure.SESSIONS, start, "", sign);
    long seconds = Math.max(0, visit.endedAt().getEpochSecond() - start);
    add(Measure.SESSION_DURATION, start, bins.key("", seconds), sign);
    add(Measure.SESSION_EVENTS, start, bins.key("", visit.events()), sign);
    for (Grain grain : Measure.VISITORS.grains()) {
      presences.merge(new Presence(grain, grain.start(start), visit.visitor()), sign, Long::sum);
    }
  }

  private void countPages(Journey journey, long start, long sign) {
    String last = START;
    long at = start;
    for (Step step : journey.steps()) {
      String path = step.path();
      if (step.type().equals(WebEventTypes.PAGE_VIEW) && path != null) {
        at = step.at();
        add(Measure.PAGES, at, path, sign);
        if (last.equals(START)) {
          add(Measure.ENTRIES, start, path, sign);
        }
        if (!path.equals(last)) {
          add(Measure.TRANSITIONS, at, Keys.pair(last, path), sign);
        }
        last = path;
      }
    }
    if (!last.equals(START)) {
      add(Measure.EXITS, start, last, sign);
      add(Measure.TRANSITIONS, at, Keys.pair(last, END), sign);
    }
  }

  private void countStep(Step step, long sign) {
    add(Measure.EVENTS, step.at(), step.type(), sign);
    switch (step.type()) {
      case WebEventTypes.PRODUCT_VIEW -> countItems(Measure.PRODUCTS_VIEWED, step, sign);
      case WebEventTypes.ADD_TO_CART -> countItems(Measure.PRODUCTS_CARTED, step, sign);
      case WebEventTypes.PURCHASE -> {
        countItems(Measure.PRODUCTS_PURCHASED, step, sign);
        String currency = Objects.requireNonNullElse(step.currency(), UNKNOWN);
        add(Measure.ORDERS, step.at(), "", sign);
        add(Measure.REVENUE, step.at(), currency, sign * step.amount());
        add(Measure.ORDER_VALUE, step.at(), bins.key(currency, step.amount()), sign);
      }
      case WebEventTypes.SEARCH -> addNamed(Measure.SEARCHES, step, sign);
      case WebEventTypes.CUSTOM -> addNamed(Measure.CUSTOM_EVENTS, step, sign);
      case WebEventTypes.WEB_VITAL -> {
        String vital = step.text();
        if (vital != null) {
          add(Measure.WEB_VITALS, step.at(), bins.key(vital, step.amount()), sign);
        }
      }
      default -> {
        // Counted by its type alone.
      }
    }
  }

  private void countItems(Measure measure, Step step, long sign) {
    step.items().forEach(item -> add(measure, step.at(), item.product(), sign * item.quantity()));
  }

  private void addNamed(Measure measure, Step step, long sign) {
    String name = step.text();
    if (name != null) {
      add(measure, step.at(), name, sign);
    }
  }

  private void countResult(Result result, long start, long sign) {
    add(Measure.OUTCOMES, start, result.outcome(), sign);
    add(Measure.DEVICES, start, orUnknown(result.device()), sign);
    add(Measure.ARRIVALS, start, result.arrival(), sign);
    add(Measure.LANGUAGES, start, orUnknown(result.language()), sign);
    result.tags().forEach(tag -> add(Measure.TAGS, start, tag, sign));
  }

  private static String orUnknown(@Nullable String value) {
    return Objects.requireNonNullElse(value, UNKNOWN);
  }

  private void add(Measure measure, long second, String key, long value) {
    for (Grain grain : measure.grains()) {
      cells.merge(new Cell(measure, grain, grain.start(second), key), value, Long::sum);
    }
  }
}
