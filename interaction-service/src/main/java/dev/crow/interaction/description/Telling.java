package dev.crow.interaction.description;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One attempt to tell a story: its choices of words, its limits, and what it has said so far. */
final class Telling {

  private final long seed;
  private final boolean single;
  private final int shown;
  private final Set<String> priced = new HashSet<>();
  private @Nullable String topic;
  private boolean continued;
  private boolean mentioned;
  private boolean pronouns = true;

  /**
   * @param seed the same session always reads the same
   * @param single one product only: it may become "it"
   * @param shown members of a list before "and two more"
   */
  Telling(long seed, boolean single, int shown) {
    this.seed = seed;
    this.single = single;
    this.shown = shown;
  }

  int shown() {
    return shown;
  }

  /**
   * Begins the next phrase.
   *
   * @param product the only product it is about; null for several or none
   */
  void turnTo(@Nullable String product) {
    continued = product != null && !product.isEmpty() && product.equals(topic);
    topic = product;
  }

  /** From here on every product is called by its name. */
  Telling withoutPronouns() {
    pronouns = false;
    return this;
  }

  /**
   * @param slot tells independent choices apart
   */
  String pick(int slot, String... wordings) {
    long mixed = (seed + slot) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return wordings[(int) Long.remainderUnsigned(mixed ^ (mixed >>> 29), wordings.length)];
  }

  /** The product's name the first time, "it" from then on where there is but one product. */
  String refer(Product product) {
    if (pronouns && ((single && mentioned) || (continued && product.id().equals(topic)))) {
      return "it";
    }
    mentioned = true;
    return product.label();
  }

  /** Its price in brackets, once. */
  String price(Product product, @Nullable Money price) {
    return price != null && price.isPositive() && priced.add(product.id())
        ? " (" + price.text() + ")"
        : "";
  }

  /** Writes a list of facts; those beyond the limit are counted. Equal wordings appear once. */
  <T extends Fact> void list(
      Phrase.Builder out, List<T> facts, Function<T, String> wording, String one, String many) {
    Map<String, T> distinct = new LinkedHashMap<>();
    for (T fact : facts) {
      out.on(fact.evidence());
      if (fact instanceof Fact.OfProduct about) {
        out.naming(about.product());
      }
      if (distinct.size() <= shown + Words.EXACT) {
        distinct.putIfAbsent(wording.apply(fact), fact);
      }
    }
    int rest = distinct.size() <= shown + 1 ? 0 : distinct.size() - shown;
    List<String> items = new ArrayList<>(distinct.keySet());
    if (rest > 0) {
      items = new ArrayList<>(items.subList(0, shown));
      items.add(Words.upToTwenty(rest) + " more " + (rest == 1 ? one : many));
    }
    out.add(Words.list(items));
  }
}
