package dev.crow.interaction.processing;

import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.interaction.description.Description;
import dev.crow.interaction.description.SessionDescriber;
import dev.crow.interaction.ledger.Interaction;
import dev.crow.interaction.ledger.InteractionDetails;
import dev.crow.interaction.ledger.InteractionIds;
import java.time.Clock;
import java.util.Locale;

/** Describes a session and puts the description beside what is known of the session itself. */
final class InteractionFactory {

  private final SessionDescriber describer;
  private final Clock clock;

  InteractionFactory(SessionDescriber describer, Clock clock) {
    this.describer = describer;
    this.clock = clock;
  }

  Interaction from(SessionClosed session) {
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
        details(session, description));
  }

  private static InteractionDetails details(SessionClosed session, Description description) {
    return new InteractionDetails(
        description.products().stream()
            .map(
                product ->
                    new InteractionDetails.Product(
                        product.productId(),
                        product.name(),
                        product.roles().stream().map(InteractionFactory::word).toList()))
            .toList(),
        description.sentences().stream()
            .map(sentence -> new InteractionDetails.Evidence(sentence.text(), sentence.eventIds()))
            .toList(),
        description.tags(),
        word(session.reason()),
        session.duplicates(),
        session.context(),
        session.events().stream().map(WebEvent::eventId).toList());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
