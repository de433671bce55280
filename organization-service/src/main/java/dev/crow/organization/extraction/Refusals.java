package dev.crow.organization.extraction;

/** Why documents are not read; each has one name and one sentence. */
final class Refusals {

  private Refusals() {}

  static DocumentRefusedException wrongType() {
    return new DocumentRefusedException(
        "type-mismatch", "The file is not what its media type says it is.");
  }

  static DocumentRefusedException encrypted() {
    return new DocumentRefusedException(
        "encrypted-document", "The document is protected by a password; send it without.");
  }

  static DocumentRefusedException archive(String why) {
    return new DocumentRefusedException("archive-rejected", why);
  }

  static DocumentRefusedException tooDeep() {
    return new DocumentRefusedException("too-deep", "The document is nested too deeply.");
  }

  static DocumentRefusedException tooMuchText(int most) {
    return new DocumentRefusedException(
        "too-much-text",
        "The document has more than %d characters; send it in parts.".formatted(most));
  }

  static DocumentRefusedException unreadable() {
    return new DocumentRefusedException(
        "unreadable-document", "The file is damaged, or not a whole document.");
  }

  static DocumentRefusedException empty() {
    return new DocumentRefusedException(
        "empty-document", "No text was found; a scan needs its text recognized first.");
  }

  static DocumentRefusedException tooSlow(long seconds) {
    return new DocumentRefusedException(
        "too-slow", "Reading it took longer than %d seconds.".formatted(seconds));
  }

  static DocumentRefusedException tooCostly() {
    return new DocumentRefusedException(
        "too-costly", "Reading it takes more memory than a document may.");
  }
}
