package dev.crow.organization.record;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How many days each sort of data is to be kept; null means the default.
 *
 * @param rawSessions sessions as they were received; 1 to 365
 * @param interactions descriptions and their evidence; 30 to 3,650
 * @param patterns patterns and insights; 30 to 3,650
 * @param chats conversations; 1 to 3,650
 * @param chatArtifacts files made in conversations; 1 to 365
 */
@Schema(name = "Retention")
public record Retention(
    @Nullable @Min(1) @Max(365) Integer rawSessions,
    @Nullable @Min(30) @Max(3650) Integer interactions,
    @Nullable @Min(30) @Max(3650) Integer patterns,
    @Nullable @Min(1) @Max(3650) Integer chats,
    @Nullable @Min(1) @Max(365) Integer chatArtifacts) {

  /** What holds where an organization says nothing; absent sorts are kept until erased. */
  static final Retention DEFAULT = new Retention(30, null, null, null, 30);

  Retention over(Retention before) {
    return new Retention(
        or(rawSessions, before.rawSessions),
        or(interactions, before.interactions),
        or(patterns, before.patterns),
        or(chats, before.chats),
        or(chatArtifacts, before.chatArtifacts));
  }

  private static @Nullable Integer or(@Nullable Integer given, @Nullable Integer before) {
    return given != null ? given : before;
  }
}
