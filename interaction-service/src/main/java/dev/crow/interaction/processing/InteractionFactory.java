package dev.crow.interaction.processing;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.interaction.catalogue.KnownProduct;
import dev.crow.interaction.catalogue.ProductResolver.Resolved;
import dev.crow.interaction.description.Assessment;
import dev.crow.interaction.description.Description;
import dev.crow.interaction.description.SessionDescriber;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.InteractionDetails;
import dev.crow.interaction.ledger.InteractionIds;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Describes a session and puts the description beside what is known of the session itself. */
final class InteractionFactory {

  private final SessionDescriber describer;
  private final Clock clock;

  InteractionFactory(SessionDescriber describer, Clock clock) {
    this.describer = describer;
    this.clock = clock;
  }

  /**
   * @param resolved its products are recognized
   * @param assessment of the same session
   */
  Interaction from(Resolved resolved, Assessment assessment) {
    SessionClosed session = resolved.session();
    Description description = describer.describe(session);
    return new Interaction(
        InteractionIds.of(
            session.organizationId(), session.source(), session.sessionId(), session.run()),
        session.organizationId(),
        session.source(),
        session.sessionId(),
        session.run(),
        session.version(),
        description.text(),
        word(description.outcome()),
        description.confidence(),
        description.generator(),
        session.events().size(),
        session.startedAt(),
        session.endedAt(),
        clock.instant(),
        details(resolved, description, assessment));
  }

  private static InteractionDetails details(
      Resolved resolved, Description description, Assessment assessment) {
    SessionClosed session = resolved.session();
    return new InteractionDetails(
        description.products().stream()
            .map(
                product ->
                    new InteractionDetails.Product(
                        product.productId(),
                        product.name(),
                        product.roles().stream().map(InteractionFactory::word).toList(),
                        catalogueId(resolved, product.productId())))
            .toList(),
        description.sentences().stream()
            .map(sentence -> new InteractionDetails.Evidence(sentence.text(), sentence.eventIds()))
            .toList(),
        description.tags(),
        word(session.reason()),
        session.duplicates(),
        session.context(),
        session.events().stream().map(WebEvent::eventId).toList(),
        new InteractionDetails.Assessment(
            word(assessment.triage()),
            word(assessment.intent()),
            word(assessment.sentiment().tone()),
            assessment.sentiment().reasons()),
        null);
  }

  private static @Nullable String catalogueId(Resolved resolved, String productId) {
    KnownProduct known = resolved.known().get(productId);
    return known == null ? null : known.id();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
