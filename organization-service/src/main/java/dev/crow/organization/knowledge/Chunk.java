package dev.crow.organization.knowledge;

import org.jspecify.annotations.Nullable;

/**
 * A piece of what is known of an organization, small enough to be put before a model.
 *
 * @param organizationId whose
 * @param kind where it comes from
 * @param source id of the document, or a constant word of its kind
 * @param version which telling of the source
 * @param position its place in the source, from 0
 * @param title of the source
 * @param heading headings it stands under, from the widest to the narrowest, or null
 * @param page where it begins, from 1; or null
 * @param text the piece itself
 */
public record Chunk(
    String organizationId,
    Kind kind,
    String source,
    int version,
    int position,
    String title,
    @Nullable String heading,
    @Nullable Integer page,
    String text) {

  /** Where pieces come from. */
  public enum Kind {
    /** A document somebody sent. */
    DOCUMENT,
    /** What the organization says of itself. */
    PROFILE,
    /** What was seen of its products and visits. */
    SUMMARY
  }

  /** Its name in the index. */
  String id() {
    return source + ":" + version + ":" + position;
  }

  /** What its meaning is taken from. */
  String meaning() {
    return heading == null ? text : heading + "\n" + text;
  }
}
