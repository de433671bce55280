package dev.crow.analytics.billing;

import dev.crow.analytics.billing.BillingProperties.Issuer;
import dev.crow.analytics.billing.Customers.Details;
import java.time.Instant;
import java.util.Locale;

/**
 * A bill that was issued.
 *
 * @param sequence its place among all bills, from 1, without gaps
 * @param organizationId whose
 * @param issuedAt when
 * @param content everything else that is printed
 */
record Invoice(long sequence, String organizationId, Instant issuedAt, Content content) {

  /**
   * What is printed, as it was when the bill was issued.
   *
   * @param numberPrefix begins the number
   * @param issuer who asks for the money
   * @param customer who is asked
   * @param statement for what
   */
  record Content(String numberPrefix, Issuer issuer, Details customer, Statement statement) {}

  String number() {
    return content.numberPrefix() + String.format(Locale.ROOT, "%06d", sequence);
  }
}
