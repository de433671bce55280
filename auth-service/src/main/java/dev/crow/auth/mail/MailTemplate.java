package dev.crow.auth.mail;

/** What is written to people. */
public enum MailTemplate {
  VERIFY_EMAIL("verify-email", "Confirm your e-mail address", "Confirm the address", true),
  ALREADY_REGISTERED("sign-in", "You already have an account", "Sign in", true),
  RESET_PASSWORD("reset-password", "Choose a new password", "Choose a new password", true),
  PASSWORD_CHANGED("request-password-reset", "Your password was changed", "It was not me"),
  CONFIRM_NEW_EMAIL(
      "confirm-email", "Confirm your new e-mail address", "Confirm the address", true),
  EMAIL_CHANGE_ASKED("sign-in", "Your e-mail address is about to change", "Sign in"),
  INVITATION("accept-invitation", "You are invited to CROW", "Accept the invitation", true),
  PASSWORD_REMOVED("request-password-reset", "Your password was removed", "It was not me"),
  PASSKEY_CHANGED("sign-in", "Your passkeys were changed", "Sign in"),
  SECOND_FACTOR_CHANGED("sign-in", "Your sign-in was changed", "Sign in");

  private final String page;
  private final String subject;
  private final String button;
  private final boolean capped;

  MailTemplate(String page, String subject, String button) {
    this(page, subject, button, false);
  }

  MailTemplate(String page, String subject, String button, boolean capped) {
    this.capped = capped;
    this.page = page;
    this.subject = subject;
    this.button = button;
  }

  String page() {
    return page;
  }

  String subject() {
    return subject;
  }

  String button() {
    return button;
  }

  /**
   * Whether strangers can cause it, so that it is left out after too many. What warns somebody of a
   * change of their own account is never left out: else strangers could see to that first.
   */
  boolean isCapped() {
    return capped;
  }

  /** Name of the resource that holds the words. */
  String resource() {
    return "templates/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".txt";
  }
}
