package dev.crow.contracts;

/**
 * What a service may do at another one on nobody's behalf, such as while it works off a queue. Each
 * has a token of its own: what is not named here cannot be done without a person or a key.
 */
public enum SystemOperation {
  /** Hand in events that came another way than through the gateway. */
  SEND_EVENTS(Services.WEB_INGEST, Permissions.EVENTS_WRITE),
  /** Read the interactions that patterns, chats and bills are made from. */
  READ_INTERACTIONS(Services.INTERACTION, Permissions.INTERACTIONS_READ),
  /** Read the members' names, to address them. */
  READ_MEMBERS(Services.USER, Permissions.ORGANIZATION_READ),
  /** Read an organization's record and settings. */
  READ_ORGANIZATION(Services.ORGANIZATION, Permissions.ORGANIZATION_READ);

  private final String audience;
  private final String permission;

  SystemOperation(String audience, String permission) {
    this.audience = audience;
    this.permission = permission;
  }

  /**
   * @return the service it is done at
   */
  public String audience() {
    return audience;
  }

  /**
   * @return the one permission its token holds
   */
  public String permission() {
    return permission;
  }
}
