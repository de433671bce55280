package dev.crow.contracts.organization.v1;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many days an organization wants each sort of data kept; null is until it is erased. Each
 * service holds itself to what concerns it. When a day begins is said as well.
 *
 * @param organizationId whose
 * @param rawSessions sessions as they were received
 * @param interactions descriptions and their evidence
 * @param patterns patterns and insights
 * @param chats conversations
 * @param chatArtifacts files made in conversations
 * @param timeZone IANA name, in which its days begin; null if it never said
 * @param version grows with every change of the organization; an older record is out of date
 * @param occurredAt when it was announced
 */
public record RetentionSet(
    String organizationId,
    @Nullable Integer rawSessions,
    @Nullable Integer interactions,
    @Nullable Integer patterns,
    @Nullable Integer chats,
    @Nullable Integer chatArtifacts,
    @Nullable String timeZone,
    long version,
    Instant occurredAt) {

  /** As the canonical constructor, without a time zone. */
  public RetentionSet(
      String organizationId,
      @Nullable Integer rawSessions,
      @Nullable Integer interactions,
      @Nullable Integer patterns,
      @Nullable Integer chats,
      @Nullable Integer chatArtifacts,
      long version,
      Instant occurredAt) {
    this(
        organizationId,
        rawSessions,
        interactions,
        patterns,
        chats,
        chatArtifacts,
        null,
        version,
        occurredAt);
  }
}
