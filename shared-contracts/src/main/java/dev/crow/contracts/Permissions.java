package dev.crow.contracts;

import java.util.Set;

/**
 * What a credential may do, as written into the internal token's {@code perm} claim. Each operation
 * of the public API needs exactly one of them.
 */
public final class Permissions {

  /** Send events. Held by publishable write keys and by secret keys. */
  public static final String EVENTS_WRITE = "events:write";

  /** Read and search interactions. */
  public static final String INTERACTIONS_READ = "interactions:read";

  /** Read patterns and insights. */
  public static final String PATTERNS_READ = "patterns:read";

  /** Ask questions in chats of one's own. */
  public static final String CHAT_USE = "chat:use";

  /** Read one's notifications. */
  public static final String NOTIFICATIONS_READ = "notifications:read";

  /** Invite people, remove them, and see the members. */
  public static final String TEAM_MANAGE = "team:manage";

  /** Make, rotate and revoke API keys. */
  public static final String API_KEYS_MANAGE = "api_keys:manage";

  /** Read usage and bills, and change the plan. */
  public static final String BILLING_MANAGE = "billing:manage";

  /** Change the organization's settings and clear its context. */
  public static final String SETTINGS_MANAGE = "settings:manage";

  /** See and change how channels are connected. */
  public static final String INTEGRATIONS_MANAGE = "integrations:manage";

  /** Read and change the catalogue. */
  public static final String PRODUCTS_MANAGE = "products:manage";

  /** Held by whoever shows no credential: signing up and in, and what a mailed link asks for. */
  public static final String PUBLIC = "public";

  /** Held by the founder of an organization until all of its set-up is done, and by owners. */
  public static final String ONBOARDING_MANAGE = "onboarding:manage";

  /** Held by every signed-in person: their own profile, sessions and preferences. */
  public static final String SELF_MANAGE = "self:manage";

  /** Held by every signed-in member of an organization: its name, its members' names. */
  public static final String ORGANIZATION_READ = "organization:read";

  /** Held by owners alone: other people's permissions, the audit log, export and erasure. */
  public static final String ORGANIZATION_OWN = "organization:own";

  /** What a publishable write key holds; nothing can be added to it. */
  public static final Set<String> OF_WRITE_KEYS = Set.of(EVENTS_WRITE);

  /** What a secret key may hold; each is chosen when the key is made. */
  public static final Set<String> OF_SECRET_KEYS =
      Set.of(
          EVENTS_WRITE,
          INTERACTIONS_READ,
          PATTERNS_READ,
          CHAT_USE,
          BILLING_MANAGE,
          PRODUCTS_MANAGE,
          INTEGRATIONS_MANAGE,
          ORGANIZATION_READ);

  private Permissions() {}
}
