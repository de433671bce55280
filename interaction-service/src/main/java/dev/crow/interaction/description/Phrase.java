package dev.crow.interaction.description;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Part of a sentence, with its evidence.
 *
 * @param ids the events it rests on
 * @param first when what it tells began
 * @param last when it ended
 */
record Phrase(String text, Set<String> ids, Instant first, Instant last) {

  /** Writes one phrase and notes what it rests on. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final Set<String> ids = new LinkedHashSet<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    Builder add(String words) {
      text.append(words);
      return this;
    }

    Builder on(Evidence evidence) {
      evidence.events().forEach(event -> ids.add(event.eventId()));
      first = evidence.first().isBefore(first) ? evidence.first() : first;
      last = evidence.last().isAfter(last) ? evidence.last() : last;
      return this;
    }

    /** The product's name may come from another event than the one told of. */
    Builder naming(Product product) {
      ids.add(product.named().eventId());
      return this;
    }

    Builder on(Phrase other) {
      ids.addAll(other.ids);
      first = other.first.isBefore(first) ? other.first : first;
      last = other.last.isAfter(last) ? other.last : last;
      return this;
    }

    Phrase build() {
      return new Phrase(text.toString(), ids, first, last);
    }
  }

  boolean isAfter(Phrase other) {
    return first.isAfter(other.last);
  }

  private boolean isComplex() {
    return text.contains(" and ") || text.contains(", ");
  }

  /** One predicate out of several; "then" only where the last surely came after the others. */
  static Phrase joined(List<Phrase> phrases) {
    boolean then = false;
    Builder builder = new Builder();
    boolean complex = phrases.size() > 2;
    for (Phrase phrase : phrases.subList(0, phrases.size() - 1)) {
      complex |= phrase.isComplex();
    }
    for (int i = 0; i < phrases.size(); i++) {
      Phrase phrase = phrases.get(i);
      if (i > 0) {
        boolean closing = i == phrases.size() - 1;
        builder.add(complex ? ", " : " ").add(closing ? "and " : "");
        builder.add(closing && !then && phrase.isAfter(phrases.get(i - 1)) ? "then " : "");
      }
      then |= phrase.text().contains(" then ");
      builder.add(phrase.text()).on(phrase);
    }
    return builder.build();
  }

  Sentence sentence() {
    return new Sentence(Words.capitalized(text) + ".", List.copyOf(ids));
  }
}
