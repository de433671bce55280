package dev.crow.interaction.description;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds what was still in the cart at the end. */
final class Cart {

  private Cart() {}

  /**
   * @return the additions whose product was not taken out again afterwards
   */
  static List<Fact.Added> left(Story story) {
    Map<String, Instant> removals = new LinkedHashMap<>();
    for (Fact.Removed removed : story.of(Fact.Removed.class)) {
      removals.put(removed.product().id(), removed.evidence().last());
    }
    List<Fact.Added> left = new ArrayList<>();
    for (Fact.Added added : story.of(Fact.Added.class)) {
      Instant removal = removals.get(added.product().id());
      if (removal == null || added.evidence().last().isAfter(removal)) {
        left.add(added);
      }
    }
    left.sort(Comparator.comparing(added -> added.evidence().first()));
    return left;
  }
}
