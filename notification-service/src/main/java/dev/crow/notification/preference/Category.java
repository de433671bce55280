package dev.crow.notification.preference;

/** What a notification is about, as far as people decide how they are told. */
public enum Category {
  PATTERNS(MailMode.WEEKLY),
  BILLING(MailMode.IMMEDIATELY),
  TEAM(MailMode.IMMEDIATELY),
  INGESTION(MailMode.IMMEDIATELY),
  PRODUCTS(MailMode.OFF),
  EXPORTS(MailMode.OFF),
  /** The account, webhooks, and whatever is none of the others. */
  SYSTEM(MailMode.IMMEDIATELY);

  private final MailMode usual;

  Category(MailMode usual) {
    this.usual = usual;
  }

  /**
   * @return what holds for people who did not choose
   */
  public Choice usual() {
    return new Choice(true, usual);
  }

  /**
   * @param type of a notification, such as {@code budget.reached}
   * @return what its first word stands for
   */
  public static Category of(String type) {
    return switch (type.split("\\.", 2)[0]) {
      case "pattern", "insight" -> PATTERNS;
      case "budget", "billing", "invoice", "payment", "usage" -> BILLING;
      case "team" -> TEAM;
      case "ingestion" -> INGESTION;
      case "product", "crawl", "import", "discovery" -> PRODUCTS;
      case "export", "report" -> EXPORTS;
      default -> SYSTEM;
    };
  }
}
