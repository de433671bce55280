package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionClosed;
import java.util.List;

/**
 * What rules make of a session, whoever tells it in words. Deterministic.
 *
 * @param triage how much there is to find out
 * @param intent what the visitor was after
 * @param sentiment how it went
 */
public record Assessment(Triage triage, Intent intent, Sentiment sentiment) {

  /**
   * @param session any session, however odd its events
   * @return the same for the same session
   */
  public static Assessment of(SessionClosed session) {
    if (session.events().isEmpty()) {
      return new Assessment(
          Triage.EMPTY, Intent.UNKNOWN, new Sentiment(Sentiment.Tone.NEUTRAL, List.of()));
    }
    Story story = Story.of(session);
    Outcome outcome = story.outcome();
    return new Assessment(
        Triage.of(story), Intent.of(story, outcome), Sentiment.of(story, outcome));
  }
}
