package dev.crow.analytics.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What sort of file. */
public enum Format {
  @JsonProperty("csv")
  CSV("text/csv"),
  @JsonProperty("json")
  JSON("application/json"),
  @JsonProperty("pdf")
  PDF("application/pdf");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  /**
   * @return its media type
   */
  public String contentType() {
    return contentType;
  }

  /**
   * @return its name, which is the file's extension as well
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param word a name
   * @return the format called so
   */
  public static Format of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
