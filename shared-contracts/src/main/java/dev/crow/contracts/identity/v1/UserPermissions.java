package dev.crow.contracts.identity.v1;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.crow.contracts.Permissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What one person may do: the flags of the table {@code user_permissions}.
 *
 * @param chatEnabled chat
 * @param chatLookback how far back a chat may look: {@code 7days}, {@code 30days}, {@code 90days},
 *     {@code 1yr} or {@code all}
 * @param chatComponents channels a chat may draw on: {@code web}, {@code social}, {@code cctv}
 * @param interactionsEnabled the list and search of interactions
 * @param patternsEnabled patterns and insights
 * @param teamsEnabled members and invitations
 * @param apiKeysEnabled API keys
 * @param billingEnabled billing and usage
 * @param settingsEnabled the organization's settings
 * @param notificationsEnabled notifications
 * @param integrationsEnabled how channels are connected
 * @param productsEnabled the catalogue
 */
public record UserPermissions(
    boolean chatEnabled,
    String chatLookback,
    List<String> chatComponents,
    boolean interactionsEnabled,
    boolean patternsEnabled,
    boolean teamsEnabled,
    boolean apiKeysEnabled,
    boolean billingEnabled,
    boolean settingsEnabled,
    boolean notificationsEnabled,
    boolean integrationsEnabled,
    boolean productsEnabled) {

  /** What a new member may do until an owner says otherwise. */
  public static final UserPermissions OF_MEMBERS =
      new UserPermissions(
          true, "1yr", List.of("web"), true, true, false, false, false, false, true, false, false);

  /** Everything: what an owner may do. */
  public static final UserPermissions OF_OWNERS =
      new UserPermissions(
          true,
          "all",
          List.of("web", "social", "cctv"),
          true,
          true,
          true,
          true,
          true,
          true,
          true,
          true,
          true);

  /** Copies the components. */
  public UserPermissions {
    chatComponents = List.copyOf(chatComponents);
  }

  /**
   * @param role the person's role
   * @return the permissions of {@link Permissions} these flags stand for, in a stable order
   */
  @JsonIgnore
  public Set<String> granted(Role role) {
    Set<String> granted = new LinkedHashSet<>();
    granted.add(Permissions.SELF_MANAGE);
    granted.add(Permissions.ORGANIZATION_READ);
    add(granted, chatEnabled, Permissions.CHAT_USE);
    add(granted, interactionsEnabled, Permissions.INTERACTIONS_READ);
    add(granted, patternsEnabled, Permissions.PATTERNS_READ);
    add(granted, teamsEnabled, Permissions.TEAM_MANAGE);
    add(granted, apiKeysEnabled, Permissions.API_KEYS_MANAGE);
    add(granted, billingEnabled, Permissions.BILLING_MANAGE);
    add(granted, settingsEnabled, Permissions.SETTINGS_MANAGE);
    add(granted, notificationsEnabled, Permissions.NOTIFICATIONS_READ);
    add(granted, integrationsEnabled, Permissions.INTEGRATIONS_MANAGE);
    add(granted, productsEnabled, Permissions.PRODUCTS_MANAGE);
    add(granted, role == Role.OWNER, Permissions.ORGANIZATION_OWN);
    add(granted, role == Role.OWNER, Permissions.ONBOARDING_MANAGE);
    return granted;
  }

  private static void add(Set<String> granted, boolean flag, String permission) {
    if (flag) {
      granted.add(permission);
    }
  }
}
