package dev.crow.pattern;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionFacts.Trouble;
import dev.crow.contracts.interaction.v1.InteractionRecorded;
import dev.crow.relational.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A shop in which phones have trouble with a form, and nothing else depends on anything. */
public final class TroubledShop {

  /** When the first visits begin. */
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private TroubledShop() {}

  /**
   * @param organization whose visits they are
   * @param seed of chance
   * @param visits how many
   * @param days on how many days
   * @param form whose entries phones have refused
   * @return the visits, as interaction-service announces them
   */
  public static List<InteractionRecorded> visits(
      String organization, long seed, int visits, int days, String form) {
    NullShop shop = new NullShop(seed);
    Random random = new Random(seed);
    List<InteractionRecorded> recorded = new ArrayList<>();
    for (int i = 0; i < visits; i++) {
      InteractionFacts facts = shop.visit("v" + i % 20);
      boolean phone = "mobile".equals(facts.visitor().device());
      if (random.nextDouble() < (phone ? 0.5 : 0.05)) {
        String page = facts.pages().getFirst().path();
        facts = with(facts, new Trouble("form-trouble", page, form));
      }
      Instant start = NOON.plus(Duration.ofDays(i % days)).plusSeconds(i);
      recorded.add(recorded(organization, UuidV7.next(), 1, start, facts));
    }
    return recorded;
  }

  /**
   * @return one visit, as interaction-service announces it
   */
  public static InteractionRecorded recorded(
      String organization, String id, int version, Instant start, InteractionFacts facts) {
    return new InteractionRecorded(
        organization,
        id,
        version,
        "web",
        "s-" + id,
        "A visitor looked around.",
        List.of(),
        5,
        start,
        start.plusSeconds(60),
        start.plusSeconds(90),
        "rules/1",
        facts);
  }

  private static InteractionFacts with(InteractionFacts facts, Trouble trouble) {
    return new InteractionFacts(
        facts.outcome(),
        facts.tags(),
        facts.visitor(),
        facts.pages(),
        facts.products(),
        facts.searches(),
        List.of(trouble),
        facts.steps(),
        facts.revenue());
  }
}
