package dev.crow.webingest.quarantine;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.intake.Intake;
import dev.crow.webingest.rules.OrganizationRules.Breach;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done with dead letters. */
@Component
class DeadLetters {

  /** Sorts after every id. */
  static final String FROM_THE_NEWEST = "g";

  private static final int AT_ONCE = 500;
  private static final int PAGE = 50;

  private final DeadLetterStore store;
  private final Intake intake;

  DeadLetters(DeadLetterStore store, Intake intake) {
    this.store = store;
    this.intake = intake;
  }

  DeadLetter require(String organizationId, String id) {
    return store.find(organizationId, id).orElseThrow(DeadLetters::absent);
  }

  void drop(String organizationId, String id) {
    if (!store.delete(organizationId, id)) {
      throw absent();
    }
  }

  /** Takes one after all; a crash in between leaves a letter whose event is known by its id. */
  void replay(String organizationId, String id) {
    DeadLetter letter = require(organizationId, id);
    Breach breach = take(organizationId, letter);
    if (breach != null) {
      throw new ApiException(ErrorCode.CONFLICT, breach.sentence())
          .with("violations", breach.violations());
    }
    store.delete(organizationId, id);
  }

  /** Goes on from the newest; what still breaks its schema stays. */
  Replayed replayAll(String organizationId, @Nullable String event) {
    String before = FROM_THE_NEWEST;
    int taken = 0;
    int seen = 0;
    List<DeadLetter> page = store.page(organizationId, event, before, PAGE);
    while (!page.isEmpty() && seen < AT_ONCE) {
      for (DeadLetter letter : page) {
        if (take(organizationId, letter) == null) {
          store.delete(organizationId, letter.id());
          taken++;
        }
      }
      seen += page.size();
      before = page.getLast().id();
      page = store.page(organizationId, event, before, PAGE);
    }
    return new Replayed(taken, seen - taken, page.isEmpty());
  }

  private @Nullable Breach take(String organizationId, DeadLetter letter) {
    return intake.takeAfterAll(
        organizationId, letter.sessionId(), letter.context(), letter.content());
  }

  private static ApiException absent() {
    return new ApiException(ErrorCode.NOT_FOUND, "There is no such dead letter.");
  }

  /**
   * @param replayed letters taken after all
   * @param breaking letters that still break their schema, and stay
   * @param complete whether every letter was looked at
   */
  record Replayed(int replayed, int breaking, boolean complete) {}
}
