package dev.crow.analytics.billing;

import dev.crow.analytics.billing.BillingProperties.Issuer;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Bills of the caller's organization. */
@RestController
@RequestMapping("/api/v1/billing/invoices/{orgId}")
@RequiresPermission(Permissions.BILLING_MANAGE)
@Tag(name = "Billing")
class InvoiceController {

  private final Invoices invoices;
  private final InvoiceFiles files;

  InvoiceController(Invoices invoices, InvoiceFiles files) {
    this.invoices = invoices;
    this.files = files;
  }

  @GetMapping
  @Operation(summary = "All bills, newest first")
  InvoiceList all(@AuthenticationPrincipal Caller caller, @PathVariable String orgId) {
    return new InvoiceList(
        invoices.all(Own.organization(caller, orgId)).stream().map(InvoiceSummary::of).toList());
  }

  @GetMapping("/{number}")
  @Operation(summary = "One bill")
  InvoiceView one(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String orgId,
      @PathVariable String number) {
    return InvoiceView.of(require(caller, orgId, number));
  }

  @GetMapping(path = "/{number}/pdf", produces = MediaType.APPLICATION_PDF_VALUE)
  @Operation(summary = "One bill as PDF", description = "The same bytes each time.")
  ResponseEntity<byte[]> pdf(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String orgId,
      @PathVariable String number) {
    Invoice invoice = require(caller, orgId, number);
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(invoice.number() + ".pdf").build().toString())
        .body(files.read(invoice));
  }

  private Invoice require(Caller caller, String orgId, String number) {
    return invoices
        .find(Own.organization(caller, orgId), number)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such bill."));
  }

  /**
   * @param items newest first
   */
  record InvoiceList(List<InvoiceSummary> items) {}

  /** A bill in a list; amounts are in the currency's smallest unit. */
  record InvoiceSummary(
      String number,
      LocalDate periodStart,
      LocalDate periodEnd,
      Instant issuedAt,
      String currency,
      long totalMinor) {

    static InvoiceSummary of(Invoice invoice) {
      Statement statement = invoice.content().statement();
      return new InvoiceSummary(
          invoice.number(),
          statement.periodStart(),
          statement.periodEnd(),
          invoice.issuedAt(),
          statement.currency(),
          statement.totalMinor());
    }
  }

  /** A bill as it was issued. */
  record InvoiceView(
      String number,
      Instant issuedAt,
      Issuer issuer,
      BillingController.DetailsView customer,
      Statement statement) {

    static InvoiceView of(Invoice invoice) {
      return new InvoiceView(
          invoice.number(),
          invoice.issuedAt(),
          invoice.content().issuer(),
          BillingController.DetailsView.of(invoice.content().customer()),
          invoice.content().statement());
    }
  }
}
