package dev.crow.analytics.report;

import dev.crow.analytics.printing.PdfPage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import tools.jackson.databind.JsonNode;

/**
 * A report on A4 paper: first what is to be said of all rows, then the rows themselves, as many as
 * people may want to leaf through.
 */
final class PdfFile implements RowFile {

  private final Wanted wanted;
  private final int most;
  private final Instant now;
  private final OutputStream out;
  private final Summarizing summarizing;
  private final List<JsonNode> shown = new ArrayList<>();

  PdfFile(Wanted wanted, int most, Instant now, OutputStream out) {
    this.wanted = wanted;
    this.most = most;
    this.now = now;
    this.out = out;
    this.summarizing = new Summarizing(wanted.kind(), wanted.zone());
  }

  @Override
  public void add(JsonNode row) {
    summarizing.add(row);
    if (shown.size() < most) {
      shown.add(row);
    }
  }

  @Override
  public void end() throws IOException {
    try (PDDocument document = new PDDocument();
        PdfPage page = new PdfPage(document, wanted.name())) {
      describe(document);
      new FirstPage(page, wanted, now).print(summarizing.summary());
      new RowPages(page, wanted).print(shown, summarizing.rows());
      page.finish();
      document.save(out);
    }
  }

  private void describe(PDDocument document) {
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(wanted.name());
    information.setCreator("CROW");
    information.setCreationDate(GregorianCalendar.from(now.atZone(wanted.zone())));
  }

  @Override
  public void close() {
    // The stream is its owner's.
  }
}
