package dev.crow.auth.invitation;

import dev.crow.contracts.identity.v1.UserPermissions;
import java.util.List;

/** What somebody can give of what they hold. */
final class Shares {

  private static final List<String> LOOKBACKS = List.of("7days", "30days", "90days", "1yr", "all");
  private static final List<String> COMPONENTS = List.of("web", "social", "cctv");

  private Shares() {}

  /** The part of what is wanted that the giver holds too. */
  static UserPermissions within(UserPermissions wanted, UserPermissions held) {
    int lookback =
        Math.min(LOOKBACKS.indexOf(wanted.chatLookback()), LOOKBACKS.indexOf(held.chatLookback()));
    return new UserPermissions(
        wanted.chatEnabled() && held.chatEnabled(),
        LOOKBACKS.get(Math.max(0, lookback)),
        wanted.chatComponents().stream().filter(held.chatComponents()::contains).toList(),
        wanted.interactionsEnabled() && held.interactionsEnabled(),
        wanted.patternsEnabled() && held.patternsEnabled(),
        wanted.teamsEnabled() && held.teamsEnabled(),
        wanted.apiKeysEnabled() && held.apiKeysEnabled(),
        wanted.billingEnabled() && held.billingEnabled(),
        wanted.settingsEnabled() && held.settingsEnabled(),
        wanted.notificationsEnabled() && held.notificationsEnabled(),
        wanted.integrationsEnabled() && held.integrationsEnabled(),
        wanted.productsEnabled() && held.productsEnabled());
  }

  /** Whether the lookback and the components are ones there are. */
  static boolean areKnown(UserPermissions wanted) {
    // Such a list throws when asked for null, which a request may hold.
    return LOOKBACKS.stream().anyMatch(known -> known.equals(wanted.chatLookback()))
        && COMPONENTS.containsAll(wanted.chatComponents());
  }
}
