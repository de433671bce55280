package dev.crow.analytics.billing;

import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.PutCondition;
import java.util.Map;

/** The PDF of each bill, made once: later changes of how bills look leave it as it is. */
final class InvoiceFiles {

  static final String AREA = "invoices";
  static final String CONTENT_TYPE = "application/pdf";

  private final ObjectStore objects;
  private final InvoicePdf pdf;

  InvoiceFiles(ObjectStore objects, InvoicePdf pdf) {
    this.objects = objects;
    this.pdf = pdf;
  }

  /** Does nothing if it is there. */
  void store(Invoice invoice) {
    if (objects.info(key(invoice)).isEmpty()) {
      objects.put(
          key(invoice),
          new ObjectContent(pdf.render(invoice), CONTENT_TYPE, Map.of()),
          new PutCondition.Absent());
    }
  }

  byte[] read(Invoice invoice) {
    store(invoice);
    return objects
        .get(key(invoice))
        .orElseThrow(() -> new IllegalStateException("The bill's file went as it was read"))
        .content()
        .bytes();
  }

  private static ObjectKey key(Invoice invoice) {
    return ObjectKey.of(AREA, invoice.organizationId(), invoice.number() + ".pdf");
  }
}
