package dev.crow.organization.extraction;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What sorts of documents are read. */
public enum DocumentType {
  PDF("application/pdf", Form.MARKED, "%PDF-"),
  RTF("application/rtf", Form.MARKED, "{\\rtf"),
  DOCX(
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      Form.OFFICE,
      "word/"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Form.OFFICE, "xl/"),
  PPTX(
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      Form.OFFICE,
      "ppt/"),
  ODT("application/vnd.oasis.opendocument.text", Form.OPEN_DOCUMENT, ""),
  HTML("text/html", Form.TEXT, ""),
  MARKDOWN("text/markdown", Form.TEXT, ""),
  CSV("text/csv", Form.TEXT, ""),
  TEXT("text/plain", Form.TEXT, "");

  private final String mediaType;
  private final Form form;
  private final String mark;

  DocumentType(String mediaType, Form form, String mark) {
    this.mediaType = mediaType;
    this.form = form;
    this.mark = mark;
  }

  /** How a sort is told by its bytes. */
  enum Form {
    /** By a mark near its beginning. */
    MARKED,
    /** As an archive with a folder of that name. */
    OFFICE,
    /** As an archive that says so itself. */
    OPEN_DOCUMENT,
    /** As text. */
    TEXT
  }

  /**
   * @param mediaType without parameters
   * @return the sort; empty if it is not read
   */
  public static Optional<DocumentType> of(String mediaType) {
    String wanted = mediaType.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(type -> type.mediaType.equals(wanted)).findFirst();
  }

  /**
   * @return lower case, without parameters
   */
  public String mediaType() {
    return mediaType;
  }

  Form form() {
    return form;
  }

  String mark() {
    return mark;
  }
}
