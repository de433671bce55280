package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.interaction.description.Sayings.Saying;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One sentence on its way through the check. */
final class SentenceCheck {

  private final Grounds grounds;
  private final List<WebEvent> cited;
  private final List<String> violations = new ArrayList<>();
  private @Nullable Claim claim;
  private boolean denied;
  private boolean ended;
  private boolean says;
  private int place;

  /**
   * @param cited in the order they happened
   */
  SentenceCheck(Grounds grounds, List<WebEvent> cited) {
    this.grounds = grounds;
    this.cited = cited;
  }

  List<String> of(List<Saying> parts) {
    for (Saying part : parts) {
      switch (part) {
        case Saying.Claims(Claim said, String word) -> claims(said, word);
        case Saying.Denies() -> denied = true;
        case Saying.Names(Set<String> ids, String name) -> names(ids, name);
        case Saying.Quotes(String text) -> quotes(text);
        case Saying.Counts(int number) -> counts(number);
        case Saying.Measures(String printed) ->
            require(grounds.support(proving()).hasExactly(printed), "number " + printed);
        case Saying.Lasts(String duration) -> {
          require(grounds.support(cited).hasDuration(duration), "duration " + duration);
          says = true;
        }
        case Saying.Proper(String word) -> {
          require(grounds.support(cited).hasSite(word), "name " + word);
          says = true;
        }
        case Saying.Unknown(String text) -> violations.add("word " + text);
      }
    }
    require(!denied, "denies nothing");
    require(says, "says nothing");
    return violations;
  }

  private void claims(Claim said, String word) {
    says = true;
    if (denied) {
      denied = false;
      claim = said;
      require(
          said.kind() == Claim.Kind.DEED
              && grounds.session().events().stream().noneMatch(said::isProvedBy),
          "denied " + word);
      return;
    }
    switch (said.kind()) {
      case END -> ends(said, word);
      case DEED -> {
        require(!ended, "after the end: " + word);
        claim = said;
        happened(said::isProvedBy, word);
      }
      case THING -> {
        if (ended) {
          require(
              grounds.outcome() != Outcome.PURCHASED && cited.stream().anyMatch(said::isProvedBy),
              "claim " + word);
        } else {
          happened(said::isProvedBy, word);
        }
        claim = claim == null ? said : claim;
      }
    }
  }

  private void ends(Claim said, String word) {
    ended = true;
    claim = said;
    boolean abandoned =
        grounds.outcome() == Outcome.ABANDONED_CART
            || grounds.outcome() == Outcome.ABANDONED_CHECKOUT;
    require(
        grounds.story().wasLeft()
            && cited.contains(grounds.story().lastEvent())
            && (said != Claim.ABANDONED || abandoned),
        "end " + word);
  }

  private void names(Set<String> ids, String name) {
    says = true;
    Predicate<WebEvent> about = event -> grounds.mentions(event, ids);
    if (ended) {
      require(
          grounds.outcome() != Outcome.PURCHASED
              && Cart.left(grounds.story()).stream()
                  .anyMatch(added -> ids.contains(added.product().id()))
              && cited.stream().anyMatch(about),
          "still in the cart: " + name);
      return;
    }
    if (isDenied()) {
      return; // Nothing of the sort happened, with this product or any other.
    }
    happened(event -> about.test(event) && (claim == null || claim.isProvedBy(event)), name);
  }

  private boolean isDenied() {
    Claim said = claim;
    return said != null && cited.stream().noneMatch(said::isProvedBy);
  }

  private void quotes(String text) {
    says = true;
    if (ended) {
      require(grounds.support(cited).hasText(text), "quotation " + text);
    } else {
      happened(
          event ->
              (claim == null || claim.isProvedBy(event))
                  && grounds.support(List.of(event)).hasText(text),
          "quotation " + text);
    }
  }

  private void counts(int number) {
    List<WebEvent> proving = proving();
    require(
        proving.size() == number
            || grounds.support(proving).hasExactly(Integer.toString(number))
            || products(proving) == number,
        "count " + number);
  }

  private int products(List<WebEvent> proving) {
    return proving.stream()
        .flatMap(event -> grounds.ids(event).stream())
        .collect(Collectors.toSet())
        .size();
  }

  /** The events the claim rests on; without a claim, all that are cited. */
  private List<WebEvent> proving() {
    Claim said = claim;
    return said == null ? cited : cited.stream().filter(said::isProvedBy).toList();
  }

  /** Moves on to the first event from here that proves it. */
  private void happened(Predicate<WebEvent> proof, String what) {
    for (int i = place; i < cited.size(); i++) {
      if (proof.test(cited.get(i))) {
        place = i;
        return;
      }
    }
    violations.add((cited.stream().anyMatch(proof) ? "order " : "claim ") + what);
  }

  private void require(boolean so, String otherwise) {
    if (!so) {
      violations.add(otherwise);
    }
  }
}
