package dev.crow.organization.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document, and how its versions stand.
 *
 * @param id UUIDv7
 * @param name for people
 * @param currentVersion the one that is found, or null while none has been read
 * @param versions the newest first
 * @param createdAt when its first version was announced
 * @param updatedAt when the last one was
 */
@Schema(name = "ContextDocument")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Document(
    String id,
    String name,
    @Nullable Integer currentVersion,
    List<DocumentVersion> versions,
    Instant createdAt,
    Instant updatedAt) {

  /** Copies the versions. */
  public Document {
    versions = List.copyOf(versions);
  }

  Document with(List<DocumentVersion> newVersions) {
    return new Document(id, name, currentVersion, newVersions, createdAt, updatedAt);
  }

  Optional<DocumentVersion> version(int number) {
    return versions.stream().filter(one -> one.version() == number).findFirst();
  }

  boolean isUnderWay() {
    return versions.stream().anyMatch(one -> one.state().isUnderWay());
  }
}
