package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What sentences about a session are held against.
 *
 * @param session its products are recognized
 * @param story of the session
 * @param outcome how it ended
 * @param catalogue its products
 */
record Grounds(SessionClosed session, Story story, Outcome outcome, Catalogue catalogue) {

  static Grounds of(SessionClosed session) {
    Story story = Story.of(session);
    return new Grounds(session, story, story.outcome(), Catalogue.of(session.events()));
  }

  /** Everything the events can support, with what is known of the visit if it began with them. */
  Support support(List<WebEvent> proving) {
    if (proving.isEmpty()) {
      return new Support();
    }
    List<String> visit = new ArrayList<>();
    if (proving.contains(story.firstEvent())) {
      addIfThere(visit, session.context().referrer());
      addIfThere(visit, session.context().landingUrl());
    }
    return Support.of(proving, visit);
  }

  private static void addIfThere(List<String> list, @Nullable String text) {
    if (text != null) {
      list.add(text);
    }
  }

  boolean mentions(WebEvent event, Set<String> ids) {
    return ids(event).stream().anyMatch(ids::contains);
  }

  /** Ids of the products an event speaks of. */
  Set<String> ids(WebEvent event) {
    Set<String> ids = new LinkedHashSet<>();
    for (Map<?, ?> facts : facts(event)) {
      Product product = catalogue.find(event, facts);
      if (!product.isUnknown()) {
        ids.add(product.id());
      }
    }
    return ids;
  }

  /** The properties of an event, and those of each item of an order. */
  static List<Map<?, ?>> facts(WebEvent event) {
    List<Map<?, ?>> all = new ArrayList<>(Properties.items(event));
    all.add(event.properties());
    return all;
  }
}
