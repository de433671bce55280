package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell of a session.
 *
 * @param facts in the order they began
 */
record Story(SessionClosed session, List<Fact> facts) {

  static Story of(SessionClosed session) {
    return new Story(session, FactExtractor.facts(session.events()));
  }

  <T extends Fact> List<T> of(Class<T> kind) {
    List<T> found = new ArrayList<>();
    for (Fact fact : facts) {
      if (kind.isInstance(fact)) {
        found.add(kind.cast(fact));
      }
    }
    return found;
  }

  boolean has(Class<? extends Fact> kind) {
    for (Fact fact : facts) {
      if (kind.isInstance(fact)) {
        return true;
      }
    }
    return false;
  }

  WebEvent firstEvent() {
    return session.events().getFirst();
  }

  WebEvent lastEvent() {
    return session.events().getLast();
  }

  /** Both ends of the visit. */
  Evidence ends() {
    return Evidence.of(List.of(firstEvent(), lastEvent()));
  }

  /** {@code about four minutes}; null where all happened within a second. */
  @Nullable String span() {
    return Words.duration(Duration.between(firstEvent().occurredAt(), lastEvent().occurredAt()));
  }

  /** A session that was cut because it was full goes on: nobody left. */
  boolean wasLeft() {
    return session.reason() != SessionClosed.Reason.FULL;
  }

  Set<String> productIds() {
    Set<String> ids = new LinkedHashSet<>();
    for (Fact fact : facts) {
      if (fact instanceof Fact.OfProduct about) {
        ids.add(about.product().id());
      } else if (fact instanceof Fact.Bought bought) {
        bought.lines().forEach(line -> ids.add(line.product().id()));
      }
    }
    return ids;
  }

  Outcome outcome() {
    if (has(Fact.Bought.class)) {
      return Outcome.PURCHASED;
    }
    if (has(Fact.CheckoutStarted.class)) {
      return Outcome.ABANDONED_CHECKOUT;
    }
    if (!Cart.left(this).isEmpty()) {
      return Outcome.ABANDONED_CART;
    }
    if (has(Fact.OfProduct.class)) {
      return Outcome.BROWSED;
    }
    if (has(Fact.Searched.class)) {
      return Outcome.SEARCHED;
    }
    return isBounce() ? Outcome.BOUNCED : Outcome.VISITED;
  }

  private boolean isBounce() {
    for (Fact fact : facts) {
      boolean passive =
          switch (fact) {
            case Fact.PageOpened _, Fact.Scrolled _, Fact.PagePoor _, Fact.ScriptFailed _ -> true;
            case Fact.CallFailed _ -> true;
            default -> false;
          };
      if (!passive) {
        return false;
      }
    }
    return of(Fact.PageOpened.class).size() == 1;
  }
}
