package dev.crow.analytics.report;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import tools.jackson.databind.json.JsonMapper;

/** Begins files. */
public final class RowFiles {

  private final JsonMapper json;
  private final int pdfRows;
  private final Clock clock;

  /**
   * @param json writes JSON
   * @param pdfRows that a PDF shows one by one
   * @param clock dates reports
   */
  public RowFiles(JsonMapper json, int pdfRows, Clock clock) {
    this.json = json;
    this.pdfRows = pdfRows;
    this.clock = clock;
  }

  /**
   * @param wanted what goes into it
   * @param out takes the bytes; stays open
   * @return a file without rows
   * @throws IOException if it cannot be begun
   */
  public RowFile begin(Wanted wanted, OutputStream out) throws IOException {
    return switch (wanted.format()) {
      case CSV -> new CsvFile(Column.of(wanted.kind()), wanted.zone(), out);
      case JSON -> new JsonFile(json, out);
      case PDF -> new PdfFile(wanted, pdfRows, clock.instant(), out);
    };
  }
}
