package dev.crow.analytics.billing;

import dev.crow.analytics.billing.BillingProperties.Issuer;
import dev.crow.analytics.billing.Customers.Details;
import dev.crow.analytics.billing.Statement.Line;
import dev.crow.analytics.printing.PdfPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/** Prints bills: A4, as many pages as the lines need, with real text that can be searched. */
final class InvoicePdf {

  private static final int BODY = 10;
  private static final int TITLE = 18;

  byte[] render(Invoice invoice) {
    try (PDDocument document = new PDDocument();
        PdfPage page = new PdfPage(document, footer(invoice))) {
      describe(document, invoice);
      head(page, invoice);
      lines(page, invoice.content().statement());
      page.finish();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Bill " + invoice.number() + " cannot be printed", e);
    }
  }

  private static void describe(PDDocument document, Invoice invoice) {
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle("Invoice " + invoice.number());
    information.setAuthor(invoice.content().issuer().name());
    information.setCreationDate(GregorianCalendar.from(invoice.issuedAt().atZone(ZoneOffset.UTC)));
    document.setDocumentId(invoice.sequence());
  }

  private static String footer(Invoice invoice) {
    return "Invoice " + invoice.number();
  }

  private static void head(PdfPage page, Invoice invoice) throws IOException {
    Issuer issuer = invoice.content().issuer();
    page.right(issuerLines(issuer), BODY);
    page.left(customerLines(invoice.content().customer()), BODY);
    page.gap(24);
    page.left(List.of("Invoice " + invoice.number()), TITLE);
    page.gap(6);
    Statement statement = invoice.content().statement();
    page.left(
        List.of(
            "Date: " + LocalDate.ofInstant(invoice.issuedAt(), ZoneOffset.UTC),
            "Period: "
                + statement.periodStart()
                + " to "
                + statement.periodEnd().minusDays(1)
                + " (UTC)"),
        BODY);
    page.gap(18);
  }

  private static List<String> issuerLines(Issuer issuer) {
    List<String> lines = new ArrayList<>();
    lines.add(issuer.name());
    lines.addAll(issuer.address());
    if (!issuer.taxId().isBlank()) {
      lines.add("Tax id: " + issuer.taxId());
    }
    if (!issuer.email().isBlank()) {
      lines.add(issuer.email());
    }
    return lines;
  }

  private static List<String> customerLines(Details customer) {
    List<String> lines = new ArrayList<>();
    lines.add(customer.name());
    lines.addAll(customer.address());
    if (customer.taxId() != null) {
      lines.add("Tax id: " + customer.taxId());
    }
    return lines;
  }

  private static void lines(PdfPage page, Statement statement) throws IOException {
    String currency = statement.currency();
    page.row("", "Quantity", "Price", "Amount");
    page.rule();
    for (Line line : statement.lines()) {
      page.row(
          line.text(),
          line.quantity().stripTrailingZeros().toPlainString() + " " + line.unit(),
          line.unitPrice().toPlainString(),
          Amounts.text(line.amountMinor(), currency));
    }
    page.rule();
    page.row("Net", "", "", Amounts.text(statement.netMinor(), currency));
    page.row(
        statement.taxName() + " " + statement.taxPercent().toPlainString() + " %",
        "",
        "",
        Amounts.text(statement.taxMinor(), currency));
    page.row("Total", "", "", Amounts.text(statement.totalMinor(), currency));
  }
}
