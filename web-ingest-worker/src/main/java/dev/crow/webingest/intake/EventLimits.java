package dev.crow.webingest.intake;

import java.util.List;
import java.util.Map;

/** Checks one event's parts against the door's limits. */
final class EventLimits {

  private static final int MAX_URL = 8 * 1024;

  private final IntakeProperties limits;

  EventLimits(IntakeProperties limits) {
    this.limits = limits;
  }

  boolean holds(Object value) {
    return switch (value) {
      case String text -> text.length() <= limits.maxString();
      case Map<?, ?> map ->
          map.size() <= limits.maxKeys()
              && map.keySet().stream().allMatch(this::nameHolds)
              && map.values().stream().allMatch(this::holds);
      case List<?> list -> list.stream().allMatch(this::holds);
      default -> true;
    };
  }

  boolean urlHolds(String url) {
    return url.length() <= MAX_URL;
  }

  boolean sizeHolds(int characters) {
    return characters <= limits.maxEvent().toBytes();
  }

  private boolean nameHolds(Object name) {
    return name.toString().length() <= limits.maxName();
  }
}
