package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.system.AccessJudge.Answer;
import dev.crow.system.AccessJudge.Answers;
import dev.crow.system.AccessJudge.Asker;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The matrix is worth what its judge notices: answers as a service with a hole would give them. */
class AccessJudgeTests {

  private static final Answer FOUND = new Answer(200, "{\"id\":\"ID\"}");
  private static final Answer NONE = new Answer(404, "{\"title\":\"There is no such thing\"}");
  private static final Answer FORBIDDEN = new Answer(403, "insufficient-scope");
  private static final Answer STRANGER = new Answer(401, "unauthenticated");
  private static final ApiOperation READ = operation("things:read");
  private static final Asker HOLDER = new Asker("a holder", true, Set.of("things:read"));
  private static final Asker OTHER = new Asker("a member without it", true, Set.of("self:manage"));
  private static final Asker NOBODY = new Asker("nobody", false, Set.of());

  @Test
  void findsNothingWrongWithAServiceThatKeepsToItsPermissions() {
    assertThat(AccessJudge.of(READ, HOLDER, new Answers(NONE, NONE, FOUND))).isEmpty();
    assertThat(AccessJudge.of(READ, OTHER, new Answers(FORBIDDEN, FORBIDDEN, null))).isEmpty();
    assertThat(AccessJudge.of(READ, NOBODY, new Answers(STRANGER, STRANGER, null))).isEmpty();
    assertThat(AccessJudge.ofList(List.of(READ), Set.of("GET /things/{id}"), List.of())).isEmpty();
  }

  @Test
  void noticesARepositoryThatForgetsTheOrganization() {
    assertThat(AccessJudge.of(READ, HOLDER, new Answers(NONE, FOUND, FOUND)))
        .singleElement()
        .asString()
        .contains("tells a foreign id from none");
  }

  @Test
  void noticesARefusalThatTellsAForeignIdFromNone() {
    assertThat(AccessJudge.of(READ, HOLDER, new Answers(NONE, FORBIDDEN, FOUND))).hasSize(1);
    assertThat(AccessJudge.of(READ, OTHER, new Answers(FORBIDDEN, NONE, null))).hasSize(1);
    Answer other = new Answer(404, "{\"title\":\"It belongs to somebody else\"}");
    assertThat(AccessJudge.of(READ, HOLDER, new Answers(NONE, other, FOUND))).hasSize(1);
  }

  @Test
  void noticesAnOperationThatAsksForNoPermission() {
    assertThat(AccessJudge.of(READ, OTHER, new Answers(NONE, NONE, null))).hasSize(1);
    assertThat(AccessJudge.of(READ, NOBODY, new Answers(NONE, NONE, null))).hasSize(1);
    assertThat(AccessJudge.of(READ, NOBODY, new Answers(FORBIDDEN, FORBIDDEN, null))).hasSize(1);
  }

  @Test
  void noticesAnOperationThatShutsItsHoldersOut() {
    assertThat(AccessJudge.of(READ, HOLDER, new Answers(FORBIDDEN, FORBIDDEN, FORBIDDEN)))
        .hasSize(2);
    assertThat(AccessJudge.of(READ, HOLDER, new Answers(NONE, NONE, NONE))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 404, 405, 415, 422, 500, 503})
  void noticesAnyAnswerToAStrangerThatIsNot401(int status) {
    Answer answer = new Answer(status, "");
    assertThat(AccessJudge.of(READ, NOBODY, new Answers(answer, answer, null))).hasSize(1);
    assertThat(AccessJudge.of(READ, OTHER, new Answers(answer, answer, null))).hasSize(1);
  }

  @Test
  void noticesAnOperationWithoutAPermissionOrARow() {
    ApiOperation unnamed = operation(null);
    assertThat(AccessJudge.ofList(List.of(unnamed), Set.of(), List.of())).hasSize(2);
    assertThat(AccessJudge.ofList(List.of(READ), Set.of(), List.of())).hasSize(1);
  }

  @Test
  void noticesARowWithoutAnOperationAndAServiceThatWasAway() {
    assertThat(AccessJudge.ofList(List.of(), Set.of("GET /gone"), List.of())).hasSize(1);
    assertThat(AccessJudge.ofList(List.of(), Set.of(), List.of("user-service"))).hasSize(1);
  }

  private static ApiOperation operation(@org.jspecify.annotations.Nullable String permission) {
    return new ApiOperation(
        "GET", "/things/{id}", permission, JsonMapper.shared().createObjectNode());
  }
}
