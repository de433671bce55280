package dev.crow.notification.people;

import java.time.ZoneId;

/**
 * What a person said in user-service about mails.
 *
 * @param patterns whether patterns come by mail
 * @param billing whether bills and budgets do
 * @param team whether news of the team do
 * @param weeklyDigest whether there is a mail a week with what was new
 * @param timeZone of the mornings that digests come in
 */
public record MailWishes(
    boolean patterns, boolean billing, boolean team, boolean weeklyDigest, ZoneId timeZone) {

  /** Of people who said nothing. */
  public static final MailWishes UNSAID = new MailWishes(true, true, true, true, ZoneId.of("UTC"));
}
