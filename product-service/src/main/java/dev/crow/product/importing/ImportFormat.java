package dev.crow.product.importing;

import java.util.Locale;
import java.util.Optional;

/** Forms a catalogue may come in. */
enum ImportFormat {
  CSV("text/csv"),
  JSON("application/json"),
  JSON_LINES("application/x-ndjson");

  private final String mediaType;

  ImportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  static Optional<ImportFormat> of(String contentType) {
    String media = contentType.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    for (ImportFormat format : values()) {
      if (format.mediaType.equals(media)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
