package dev.crow.analytics.exports;

import dev.crow.analytics.report.Wanted;
import java.time.LocalDate;

/** What files are called: names that say what is in them, the same for the same export. */
final class FileNames {

  private FileNames() {}

  /** Such as {@code crow-interactions-2026-11-01-to-2026-11-30.csv}. */
  static String of(Export export) {
    Wanted wanted = export.wanted();
    StringBuilder name = new StringBuilder("crow-").append(wanted.kind().word());
    LocalDate from = wanted.filters().from();
    LocalDate to = wanted.filters().to();
    if (from != null) {
      name.append('-').append(from);
    }
    if (to != null && !to.equals(from)) {
      name.append("-to-").append(to);
    }
    if (from == null && to == null) {
      name.append('-').append(LocalDate.ofInstant(export.createdAt(), wanted.zone()));
    }
    return name.append('.').append(wanted.format().word()).toString();
  }
}
