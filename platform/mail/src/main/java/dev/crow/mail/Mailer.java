package dev.crow.mail;

/** Hands mails over to whatever carries them. */
interface Mailer {

  /**
   * Returns once the carrier has taken the mail.
   *
   * @throws org.springframework.mail.MailException if it has not; trying again later may help
   */
  void deliver(Mail mail);
}
