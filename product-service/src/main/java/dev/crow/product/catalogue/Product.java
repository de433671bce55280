package dev.crow.product.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A product of a catalogue.
 *
 * @param id UUIDv7
 * @param organizationId whose
 * @param content what is said of it
 * @param origin where it came from
 * @param kept fields that people or files gave, which discovery leaves alone
 * @param drift where the website says otherwise
 * @param seenAt when discovery last found it, or null
 * @param missingSince when discovery first did not find it any more, or null
 * @param version grows with each change
 * @param createdAt when it came in
 * @param updatedAt when it last changed
 */
public record Product(
    String id,
    String organizationId,
    ProductContent content,
    Origin origin,
    Set<String> kept,
    List<Drift> drift,
    @Nullable Instant seenAt,
    @Nullable Instant missingSince,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** Copies the collections. */
  public Product {
    kept = Set.copyOf(kept);
    drift = List.copyOf(drift);
  }

  /**
   * @return what the shop calls it
   */
  public String externalId() {
    return Objects.requireNonNull(content.externalId());
  }

  /** When it was seen is no part of what is said of it. */
  boolean saysTheSameAs(Product other) {
    return content.equals(other.content)
        && kept.equals(other.kept)
        && drift.equals(other.drift)
        && Objects.equals(missingSince, other.missingSince);
  }
}
