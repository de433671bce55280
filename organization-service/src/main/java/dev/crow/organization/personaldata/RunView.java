package dev.crow.organization.personaldata;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as owners see it.
 *
 * @param subjectId gone once the subject is erased
 * @param beginsAt until when it can be taken back
 * @param services each service's progress
 * @param certificate signed account of an erasure that is done
 */
@Schema(name = "PersonalDataRun")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
    String id,
    Scope scope,
    @Nullable String subjectId,
    Run.State state,
    String requestedBy,
    Instant createdAt,
    Instant beginsAt,
    @Nullable Instant completedAt,
    @Nullable Instant expiresAt,
    @Nullable List<Part> services,
    @Schema(implementation = Object.class) @JsonRawValue @Nullable String certificate) {

  static RunView of(Run run, @Nullable List<RunPart> parts, JsonMapper json) {
    return new RunView(
        run.id(),
        run.scope(),
        run.subjectId(),
        run.state(),
        run.requestedBy(),
        run.createdAt(),
        run.dueAt(),
        run.doneAt(),
        run.expiresAt(),
        parts == null ? null : parts.stream().map(part -> Part.of(run, part, json)).toList(),
        parts == null ? null : run.certificate());
  }

  /**
   * A service's progress.
   *
   * @param state {@code PENDING} or {@code DONE}
   * @param erased how many things of which sort it erased
   * @param remainsUntil what it could not take out by itself, and when the last of it is gone
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Part(
      String service,
      String state,
      @Nullable Instant completedAt,
      @Nullable Map<String, Long> erased,
      @Nullable Map<String, Instant> remainsUntil) {

    static Part of(Run run, RunPart part, JsonMapper json) {
      Erased result =
          run.kind() == Run.Kind.ERASURE && part.result() != null
              ? Erased.read(json, part.result())
              : null;
      return new Part(
          part.service(),
          part.doneAt() == null ? "PENDING" : "DONE",
          part.doneAt(),
          result == null ? null : result.erased(),
          result == null || result.remains().isEmpty() ? null : result.remains());
    }
  }
}
