package dev.crow.analytics.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.analytics.billing.Customers.Details;
import dev.crow.analytics.billing.Invoice.Content;
import dev.crow.analytics.billing.Statement.Line;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class InvoicePdfTests {

  private static final Line WEB =
      new Line("Web, paid monthly", BigDecimal.ONE, "months", new BigDecimal("60"), 6_000);

  private final InvoicePdf pdf = new InvoicePdf();

  @Test
  void saysWhoPaysWhomWhatForWhat() throws IOException {
    String text = text(pdf.render(invoice("Vale Teas", List.of(WEB))));
    assertThat(text)
        .contains("Invoice CROW-000007", "Crow Ltd", "Vale Teas", "Web, paid monthly")
        .contains("2026-10-01 to 2026-10-31", "60.00 USD", "VAT 19 %", "71.40 USD");
  }

  @Test
  void manyLinesGoOnOverThePage() throws IOException {
    byte[] bytes = pdf.render(invoice("Vale Teas", Collections.nCopies(120, WEB)));
    try (PDDocument document = Loader.loadPDF(bytes)) {
      assertThat(document.getNumberOfPages()).isGreaterThan(2);
    }
    assertThat(text(bytes)).contains("page 2", "Total");
  }

  @Test
  void printsOtherScriptsAndNeverFailsOnAName() throws IOException {
    String text = text(pdf.render(invoice("Čaj Ελλάδα Чай \u0000 \uD83C\uDF75 茶", List.of(WEB))));
    assertThat(text).contains("Čaj Ελλάδα Чай", "?");
  }

  @Test
  void theSameBillIsTheSameBytes() {
    Invoice invoice = invoice("Vale Teas", List.of(WEB));
    assertThat(pdf.render(invoice)).isEqualTo(pdf.render(invoice));
  }

  private static String text(byte[] bytes) throws IOException {
    try (PDDocument document = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static Invoice invoice(String customer, List<Line> lines) {
    Statement statement =
        new Statement(
            LocalDate.of(2026, 10, 1),
            LocalDate.of(2026, 11, 1),
            "USD",
            lines,
            6_000,
            "VAT",
            new BigDecimal("19"),
            1_140,
            7_140);
    Details details = new Details(customer, List.of("2 Hill Street"), null, null);
    return new Invoice(
        7,
        "org",
        Instant.parse("2026-11-01T06:00:00Z"),
        new Content("CROW-", PricingTests.prices().issuer(), details, statement));
  }
}
