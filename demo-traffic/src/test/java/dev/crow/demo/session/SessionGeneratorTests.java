package dev.crow.demo.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.crow.demo.world.Persona;
import dev.crow.demo.world.PlantedTruths;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SessionGeneratorTests {

  @Test
  void givesTheSameBytesForTheSameSeedAndNow() {
    JsonMapper json = JsonMapper.shared();
    assertThat(json.writeValueAsString(Made.sessions(200)))
        .isEqualTo(json.writeValueAsString(Made.sessions(200)));
  }

  @Test
  void givesOtherSessionsForAnotherSeed() {
    List<DemoSession> other = Made.sessions(20, 43, Made.NOW, PlantedTruths.ALL);
    assertThat(types(other)).isNotEqualTo(types(Made.sessions(20)));
    assertThat(ids(other)).doesNotContainAnyElementsOf(ids(Made.sessions(20)));
  }

  @Test
  void givesOtherIdsForAnotherNow() {
    List<DemoSession> later = Made.sessions(20, 42, Made.NOW.plusSeconds(60), PlantedTruths.ALL);
    assertThat(ids(later)).doesNotContainAnyElementsOf(ids(Made.sessions(20)));
  }

  @Test
  void neverRepeatsAnId() {
    List<DemoSession> sessions = Made.sessions(2_000);
    List<String> ids = ids(sessions);
    assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
    assertThat(ids.getFirst()).isEqualTo(UUID.fromString(ids.getFirst()).toString());
    assertThat(UUID.fromString(ids.getFirst()).version()).isEqualTo(4);
    assertThat(sessions.stream().map(DemoSession::sessionId).distinct()).hasSize(2_000);
  }

  @Test
  void keepsTimesInOrderWithinTheSpanAndInThePast() {
    for (DemoSession session : Made.sessions(3_000)) {
      Instant before = Made.NOW.minus(Made.WEEK).minusMillis(1);
      for (DemoEvent event : session.events()) {
        assertThat(event.timestamp()).isAfter(before).isBefore(Made.NOW);
        assertThat(event.timestamp())
            .isEqualTo(Instant.ofEpochMilli(event.timestamp().toEpochMilli()));
        before = event.timestamp();
      }
      assertThat(Duration.between(session.startedAt(), session.endedAt()))
          .isLessThan(Recorder.LONGEST);
    }
  }

  @Test
  void worksForTheShortestSpan() {
    SessionGenerator generator =
        new SessionGenerator(Made.WORLD, 1, Made.NOW, SessionGenerator.SHORTEST_SPAN);
    generator.stream()
        .limit(300)
        .forEach(
            session -> {
              assertThat(session.startedAt()).isAfter(Made.NOW.minus(Duration.ofHours(2)));
              assertThat(session.endedAt()).isBefore(Made.NOW);
            });
  }

  @Test
  void refusesASpanThatIsTooShortAndAnUnknownPlantedTruth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SessionGenerator(Made.WORLD, 1, Made.NOW, Duration.ofMinutes(30)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new SessionGenerator(Made.WORLD, 1, Made.NOW, Made.WEEK, Set.of("no-such-thing")));
  }

  @Test
  void letsEveryPersonaAppear() {
    assertThat(Made.sessions(300).stream().map(s -> s.truth().persona()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Made.WORLD.personas().stream().map(Persona::id).toList());
  }

  @Test
  void letsBouncersSeeOnePageOnly() {
    assertThat(Made.sessions(500))
        .filteredOn(session -> session.truth().persona().equals("bouncer"))
        .isNotEmpty()
        .allSatisfy(
            session -> assertThat(session.truth().eventTypes()).containsEntry(Types.PAGE_VIEW, 1));
  }

  @Test
  void sendsMoreVisitorsInTheEveningThanAtNightAndMoreOnSunday() {
    var starts =
        Made.sessions(4_000).stream()
            .map(session -> session.startedAt().atZone(Made.WORLD.catalogue().zone()))
            .toList();
    long night = starts.stream().filter(at -> at.getHour() < 6).count();
    long evening = starts.stream().filter(at -> at.getHour() >= 18).count();
    assertThat(evening).isGreaterThan(5 * night);
    long sunday = starts.stream().filter(at -> at.getDayOfWeek() == DayOfWeek.SUNDAY).count();
    long tuesday = starts.stream().filter(at -> at.getDayOfWeek() == DayOfWeek.TUESDAY).count();
    assertThat(sunday).isGreaterThan(tuesday);
  }

  @Test
  void letsSomeVisitorsComeBackWithTheSameDevice() {
    var agents =
        Made.sessions(300).stream()
            .map(DemoSession::context)
            .collect(
                Collectors.groupingBy(
                    DemoContext::anonymousId,
                    Collectors.mapping(DemoContext::userAgent, Collectors.toList())));
    assertThat(agents.values()).anyMatch(visits -> visits.size() > 1);
    assertThat(agents.values()).allMatch(visits -> Set.copyOf(visits).size() == 1);
  }

  private static List<String> ids(List<DemoSession> sessions) {
    return sessions.stream().flatMap(session -> session.truth().eventIds().stream()).toList();
  }

  private static List<String> types(List<DemoSession> sessions) {
    return sessions.stream()
        .flatMap(session -> session.events().stream())
        .map(DemoEvent::type)
        .toList();
  }
}
