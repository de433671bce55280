package dev.crow.webingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.crow.contracts.Topics;
import dev.crow.contracts.web.v1.SessionContext;
import dev.crow.contracts.web.v1.WebEvent;
import dev.crow.events.Event;
import dev.crow.webingest.dialect.Facts;
import dev.crow.webingest.dialect.Told;
import dev.crow.webingest.dialect.Visitor;
import dev.crow.webingest.rules.OrganizationRules;
import dev.crow.webingest.session.SessionInput;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;

class ForeignDoorTests {

  private static final IntakeProperties LIMITS =
      new Binder(new MapConfigurationPropertySource())
          .bindOrCreate("crow.intake", IntakeProperties.class);

  private final List<SessionInput> published = new ArrayList<>();
  private final ForeignDoor door =
      new ForeignDoor(
          LIMITS,
          new Intake(
              this::publish, new RecentEvents(100), _ -> OrganizationRules.USUAL, "bot"::equals),
          Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));

  @Test
  void aRepetitionIsADuplicateWhateverItsAttemptIsCalled() {
    take("{\"id\":\"m-1\",\"who\":\"v\",\"sentAt\":1}");
    take("{\"id\":\"m-1\",\"who\":\"v\",\"sentAt\":2}");
    assertThat(published.getFirst().events()).hasSize(1);
    assertThat(published.getLast().events()).isEmpty();
    assertThat(published.getLast().repeated()).isEqualTo(1);
  }

  @Test
  void eachVisitorGetsItsSession() {
    ForeignDoor.Taken taken =
        take(
            "{\"id\":\"1\",\"who\":\"a\"},{\"id\":\"2\",\"who\":\"b\"},{\"id\":\"3\",\"who\":\"a\"}");
    assertThat(published)
        .extracting(SessionInput::sessionId, input -> input.events().size())
        .containsExactly(tuple("a", 2), tuple("b", 1));
    assertThat(taken.receipts()).hasSize(2);
    assertThat(taken.refused()).isEmpty();
  }

  @Test
  void refusalsKeepTheirPlaceInTheRequest() {
    ForeignDoor.Taken taken =
        take("{\"id\":\"1\",\"who\":\"a\"},{\"id\":\"2\"},7,{\"id\":\"\\u0000\",\"who\":\"a\"}");
    assertThat(taken.refused())
        .extracting(ForeignDoor.Refused::index, ForeignDoor.Refused::reason)
        .containsExactly(
            tuple(1, "invalid-visitor"), tuple(2, "invalid-event"), tuple(3, "invalid-event-id"));
  }

  @Test
  void halfASurrogatePairIsReplacedAndWholeOnesStay() {
    take("{\"id\":\"1\",\"who\":\"a\",\"text\":\"\\ud83d\\ude00 x\\ud800y\"}");
    WebEvent event = published.getFirst().events().getFirst();
    assertThat(event.properties()).containsEntry("text", "\ud83d\ude00 x\ufffdy");
  }

  @Test
  void aFormOfBase64IsUnwrapped() {
    String json = "[{\"id\":\"1\",\"who\":\"a\"}]";
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
    request.setContentType("application/x-www-form-urlencoded");
    String base64 = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    request.setContent(
        ("data=" + base64.replace("=", "%3D") + "&v=1").getBytes(StandardCharsets.UTF_8));
    assertThat(door.read(request).document()).isEqualTo(List.of(Map.of("id", "1", "who", "a")));
  }

  private ForeignDoor.Taken take(String events) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
    request.setContentType("text/plain");
    request.setContent(("[" + events + "]").getBytes(StandardCharsets.UTF_8));
    ForeignDoor.Arrival arrival = door.read(request);
    assertThat(arrival.document()).isInstanceOf(List.class);
    return door.take(
        "org", arrival, arrival.document() instanceof List<?> list ? list : List.of(), this::told);
  }

  private List<Told> told(Facts item, Instant receivedAt) {
    String who = item.text("who");
    return List.of(
        new Told.Happened(
            who == null ? null : new Visitor(who, SessionContext.EMPTY),
            item.get("id"),
            null,
            "click",
            Told.Page.NONE,
            item.text("text") == null ? Map.of() : Map.of("text", item.text("text"))));
  }

  private void publish(String topic, List<? extends Event<?>> events) {
    if (topic.equals(Topics.WEB_EVENTS)) {
      events.forEach(event -> published.add((SessionInput) event.payload()));
    }
  }
}
