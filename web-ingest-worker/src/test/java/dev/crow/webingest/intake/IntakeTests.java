package dev.crow.webingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.Event;
import dev.crow.events.EventPublishException;
import dev.crow.events.EventPublisher;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.webingest.intake.Receipt.Status;
import dev.crow.webingest.rules.OrganizationRules;
import dev.crow.webingest.session.SessionInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IntakeTests {

  private final Broker broker = new Broker();
  private OrganizationRules rules = OrganizationRules.USUAL;
  private final Intake intake =
      new Intake(broker, new RecentEvents(100), _ -> rules, "Googlebot"::equals);

  @Test
  void tellsOfEachEventWhatBecameOfIt() {
    String twice = UUID.randomUUID().toString();
    Receipt receipt =
        intake.take(
            "org",
            submission(
                fit(twice, 1),
                new Verdict.Unfit(null, Refusal.MISSING_EVENT_ID, "{}"),
                fit(twice, 1),
                fit(twice, 2),
                Verdict.Skipped.AS_NOISE));
    assertThat(receipt.events())
        .extracting(Receipt.Entry::status)
        .containsExactly(
            Status.STORED, Status.REFUSED, Status.DUPLICATE, Status.REFUSED, Status.SKIPPED);
    assertThat(receipt.events().get(3).reason()).isEqualTo("event-id-reused");
    assertThat(receipt.stored()).isEqualTo(1);
    assertThat(receipt.duplicates()).isEqualTo(1);
    assertThat(receipt.refused()).isEqualTo(2);
  }

  @Test
  void keepsRefusedEventsWithTheirReasonInTheDeadLetters() {
    intake.take("org", submission(new Verdict.Unfit(null, Refusal.EVENT_TOO_OLD, "{old}")));
    assertThat(broker.of(Topics.deadLettersOf(Topics.WEB_EVENTS)))
        .singleElement()
        .extracting(Event::payload)
        .asString()
        .contains("event-too-old", "{old}");
    SessionInput input = (SessionInput) broker.of(Topics.WEB_EVENTS).getFirst().payload();
    assertThat(input.refused()).isEqualTo(Map.of("event-too-old", 1));
    assertThat(input.events()).isEmpty();
  }

  @Test
  void acknowledgesNothingThatIsNotDurableAndForgetsThatItSawIt() {
    Verdict.Fit event = fit(UUID.randomUUID().toString(), 1);
    broker.away = true;
    ApiException refused =
        catchThrowableOfType(ApiException.class, () -> intake.take("org", submission(event)));
    assertThat(refused.code()).isEqualTo(ErrorCode.QUEUE_UNAVAILABLE);
    assertThat(refused.retryAfter()).isNotNull();

    broker.away = false;
    assertThat(intake.take("org", submission(event)).stored())
        .as("the repetition is not mistaken for a duplicate")
        .isEqualTo(1);
  }

  @Test
  void idsBelongToTheirOrganization() {
    String id = UUID.randomUUID().toString();
    assertThat(intake.take("a", submission(fit(id, 1))).stored()).isEqualTo(1);
    assertThat(intake.take("b", submission(fit(id, 1))).stored()).isEqualTo(1);
    assertThat(intake.take("a", submission(fit(id, 1))).duplicates()).isEqualTo(1);
  }

  @Test
  void countsWhatABotDidAndKeepsNothingOfIt() {
    String id = UUID.randomUUID().toString();
    SessionContext context =
        SessionContext.EMPTY.mergedWith(
            new SessionContext("somebody", null, null, null, null, null, null, null, null));
    Submission crawl =
        new Submission("s", context, null, List.of("Googlebot"), List.of(fit(id, 1)), true);
    Receipt receipt = intake.take("org", crawl);
    assertThat(receipt.events())
        .containsExactly(new Receipt.Entry(0, id, Status.SKIPPED, "bot", null));
    assertThat(receipt.stored() + receipt.refused()).isZero();
    SessionInput input = (SessionInput) broker.of(Topics.WEB_EVENTS).getFirst().payload();
    assertThat(input.refused()).isEqualTo(Map.of("bot", 1));
    assertThat(input.events()).isEmpty();
    assertThat(input.context()).isNull();
    assertThat(input.ends()).isFalse();

    rules = OrganizationRules.NONE;
    assertThat(intake.take("org", crawl).stored()).as("where bots are let in").isEqualTo(1);
  }

  private static Submission submission(Verdict... verdicts) {
    return new Submission("s", null, null, List.of(), List.of(verdicts), false);
  }

  private static Verdict.Fit fit(String id, int content) {
    return new Verdict.Fit(
        new WebEvent(id, "click", Instant.EPOCH, null, null, null, Map.of(), List.of()), content);
  }

  /** Remembers what was published, unless it is away. */
  private static final class Broker implements EventPublisher {
    private final Map<String, List<Event<?>>> topics = new java.util.HashMap<>();
    private boolean away;

    @Override
    public void publish(String topic, List<? extends Event<?>> events) {
      if (away) {
        throw new EventPublishException("away", new IllegalStateException());
      }
      topics.computeIfAbsent(topic, _ -> new ArrayList<>()).addAll(events);
    }

    List<Event<?>> of(String topic) {
      return topics.getOrDefault(topic, List.of());
    }
  }
}
