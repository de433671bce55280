package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionClosed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes sessions by rules: the same session always reads the same, and nothing is said that no
 * event supports. Needs no network and no model. Stateless.
 *
 * <p>The confidence starts at 0.35 and grows by up to 0.35 with the number of events the words rest
 * on (eight are enough), by 0.2 for the share of products (without products: pages) that came with
 * a name, and by 0.1 where a price or a total was sent.
 */
public final class RuleBasedDescriber implements SessionDescriber {

  /** Written into every description; a change of wording raises the number. */
  public static final String GENERATOR = "rules/1";

  /** Longest description, in UTF-16 units. */
  public static final int MAX_LENGTH = 900;

  /** Room for activities, list members and troubles, tried from generous to terse. */
  private record Room(int activities, int shown, int troubles) {}

  private static final List<Room> ROOMS =
      List.of(new Room(5, 3, 3), new Room(4, 2, 2), new Room(2, 2, 1), new Room(1, 1, 1));

  @Override
  public Description describe(SessionClosed session) {
    if (session.events().isEmpty()) {
      return new Description("", List.of(), List.of(), Outcome.VISITED, List.of(), 0, GENERATOR);
    }
    Story story = Story.of(session);
    Outcome outcome = story.outcome();
    List<Sentence> sentences = List.of();
    String text = "";
    for (Room room : ROOMS) {
      sentences = tell(story, outcome, room);
      text = String.join(" ", sentences.stream().map(Sentence::text).toList());
      if (text.length() <= MAX_LENGTH) {
        break;
      }
    }
    List<ProductMention> products = Labels.products(story);
    return new Description(
        text,
        sentences,
        products,
        outcome,
        Labels.tags(story, outcome),
        confidence(story, sentences, products),
        GENERATOR);
  }

  private static List<Sentence> tell(Story story, Outcome outcome, Room room) {
    SessionClosed session = story.session();
    long seed = Objects.hash(session.organizationId(), session.sessionId(), session.run());
    Telling telling = new Telling(seed, story.productIds().size() == 1, room.shown());
    Troubles troubles = new Troubles(story, telling);
    Endings endings = new Endings(story, telling, outcome);
    Openings openings = new Openings(story, telling);
    Phrase arrival = openings.arrival();
    boolean cartLast = endings.tellsCart() && (!troubles.any() || outcome == Outcome.PURCHASED);
    List<Phrase> activities = new Activities(story, telling, cartLast).phrases(room.activities());
    boolean opened = arrival != null || story.span() != null;
    String who = opened || !activities.isEmpty() ? "they " : "a visitor ";
    Phrase trouble = troubles.phrase(room.troubles(), who, activities);
    Phrase ending = endings.predicate(cartLast, troubles.cameInCheckout(room.troubles()));

    List<Phrase> sentences = new ArrayList<>();
    if (ending == null && trouble == null && activities.size() <= 2) {
      sentences.add(brief(story, telling, arrival, activities));
    } else {
      if (opened) {
        sentences.add(openings.sentence(arrival));
      }
      sentences.addAll(middle(telling, activities, opened));
    }
    boolean lateTrouble = troubles.cameAfterTheOrder(room.troubles());
    if (trouble != null && !lateTrouble) {
      sentences.add(trouble);
    }
    if (ending != null) {
      sentences.add(
          prefixed(
              sentences.isEmpty() ? "a visitor " : closing(telling, sentences, ending), ending));
    }
    if (trouble != null && lateTrouble) {
      sentences.add(trouble);
    }
    return sentences.stream().map(Phrase::sentence).toList();
  }

  private static String closing(Telling telling, List<Phrase> before, Phrase ending) {
    boolean after = ending.isAfter(before.getLast());
    return after ? telling.pick(61, "they then ", "in the end, they ", "they ") : "they ";
  }

  /** Everything in one sentence. */
  private static Phrase brief(
      Story story, Telling telling, @Nullable Phrase arrival, List<Phrase> activities) {
    List<Phrase> all = new ArrayList<>();
    if (arrival != null) {
      all.add(arrival);
    }
    all.addAll(activities);
    String span = story.span();
    if (all.isEmpty()) {
      all.add(new Phrase.Builder().add("was on the site").on(story.ends()).build());
    }
    if (story.wasLeft() && (span != null || story.outcome() == Outcome.BOUNCED)) {
      boolean bounced = story.outcome() == Outcome.BOUNCED && arrival != null;
      String leaving =
          span == null
              ? "left after one page"
              : "left after " + span + (bounced ? " on that one page" : "");
      all.add(new Phrase.Builder().add(leaving).on(story.ends()).build());
    }
    return prefixed(telling.pick(62, "a visitor ", "the visitor "), Phrase.joined(all));
  }

  private static List<Phrase> middle(Telling telling, List<Phrase> activities, boolean opened) {
    List<Phrase> sentences = new ArrayList<>();
    int split = activities.size() > 3 ? (activities.size() + 1) / 2 : activities.size();
    for (int from = 0; from < activities.size(); from += split) {
      List<Phrase> part = activities.subList(from, Math.min(from + split, activities.size()));
      Phrase joined = Phrase.joined(part);
      String subject = from > 0 ? "they also " : opened ? "they " : "a visitor ";
      if (from > 0 && joined.isAfter(sentences.getLast())) {
        subject = telling.pick(63, "after that, they ", "next, they ");
      }
      sentences.add(prefixed(subject, joined));
    }
    return sentences;
  }

  private static Phrase prefixed(String subject, Phrase predicate) {
    return new Phrase.Builder().add(subject).add(predicate.text()).on(predicate).build();
  }

  private static double confidence(
      Story story, List<Sentence> sentences, List<ProductMention> products) {
    Set<String> cited = new HashSet<>();
    sentences.forEach(sentence -> cited.addAll(sentence.eventIds()));
    double score = 0.35 + 0.35 * Math.min(1, cited.size() / 8.0) + 0.2 * named(story, products);
    return Math.round((score + (isPriced(story) ? 0.1 : 0)) * 100) / 100.0;
  }

  private static double named(Story story, List<ProductMention> products) {
    if (!products.isEmpty()) {
      return (double) products.stream().filter(p -> p.name() != null).count() / products.size();
    }
    List<Fact.PageOpened> pages = story.of(Fact.PageOpened.class);
    return pages.isEmpty()
        ? 0
        : (double) pages.stream().filter(page -> page.label() != null).count() / pages.size();
  }

  private static boolean isPriced(Story story) {
    return story.facts().stream()
        .anyMatch(
            fact ->
                switch (fact) {
                  case Fact.Viewed f -> f.price() != null;
                  case Fact.Added f -> f.price() != null;
                  case Fact.Bought f -> f.total() != null;
                  case Fact.CheckoutStarted f -> f.total() != null;
                  default -> false;
                });
  }
}
