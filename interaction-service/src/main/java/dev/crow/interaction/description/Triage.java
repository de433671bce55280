package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.contracts.web.v1.WebEventTypes;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** How much there is to find out about a session, which decides how much is spent on it. */
public enum Triage {
  /** At most three events within ten seconds, and nothing done: rules say all there is to say. */
  EMPTY,
  /** Something went wrong that the events themselves prove. */
  DETERMINISTIC,
  /** What the visitor wanted shows in what they did. */
  BEHAVIOURAL;

  private static final int FEW = 3;
  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Set<String> PASSIVE =
      Set.of(
          WebEventTypes.PAGE_VIEW,
          WebEventTypes.SCROLL,
          WebEventTypes.WEB_VITAL,
          WebEventTypes.CUSTOM);

  static Triage of(Story story) {
    List<WebEvent> events = story.session().events();
    if (story.facts().stream().anyMatch(Triage::isTrouble)) {
      return DETERMINISTIC;
    }
    boolean brief =
        events.size() <= FEW
            && Duration.between(story.firstEvent().occurredAt(), story.lastEvent().occurredAt())
                    .compareTo(SHORT)
                < 0;
    return brief && events.stream().allMatch(event -> PASSIVE.contains(event.type()))
        ? EMPTY
        : BEHAVIOURAL;
  }

  private static boolean isTrouble(Fact fact) {
    return switch (fact) {
      case Fact.RageClicked _, Fact.ScriptFailed _, Fact.CallFailed _, Fact.PagePoor _ -> true;
      default -> false;
    };
  }
}
