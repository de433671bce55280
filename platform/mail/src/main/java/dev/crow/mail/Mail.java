package dev.crow.mail;

/**
 * A mail as it goes out.
 *
 * @param id the same at every attempt, so that a receiver can tell a repetition
 * @param recipient one address
 * @param subject one line
 * @param text the plain part
 * @param html the same as HTML
 */
public record Mail(String id, String recipient, String subject, String text, String html) {

  /**
   * @throws IllegalArgumentException if recipient or subject hold a line break, which would begin a
   *     header of the writer's choice
   */
  public Mail {
    requireOneLine(recipient);
    requireOneLine(subject);
  }

  private static void requireOneLine(String header) {
    if (header.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("A mail's header holds a control character");
    }
  }

  @Override
  public String toString() {
    return "Mail[" + id + "]";
  }
}
