package dev.crow.user.member;

import dev.crow.contracts.identity.v1.UserPermissions;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Flags an owner changes; what is not named stays.
 *
 * @param chatLookback how far back a chat may look
 * @param chatComponents channels a chat may draw on
 */
record PermissionsPatch(
    @Nullable Boolean chatEnabled,
    @Nullable @Pattern(regexp = "7days|30days|90days|1yr|all") String chatLookback,
    @Nullable @Size(max = 3)
        List<@NotNull @Pattern(regexp = "web|social|cctv") String> chatComponents,
    @Nullable Boolean interactionsEnabled,
    @Nullable Boolean patternsEnabled,
    @Nullable Boolean teamsEnabled,
    @Nullable Boolean apiKeysEnabled,
    @Nullable Boolean billingEnabled,
    @Nullable Boolean settingsEnabled,
    @Nullable Boolean notificationsEnabled,
    @Nullable Boolean integrationsEnabled,
    @Nullable Boolean productsEnabled) {

  UserPermissions over(UserPermissions before) {
    return new UserPermissions(
        or(chatEnabled, before.chatEnabled()),
        chatLookback != null ? chatLookback : before.chatLookback(),
        chatComponents != null
            ? chatComponents.stream().distinct().toList()
            : before.chatComponents(),
        or(interactionsEnabled, before.interactionsEnabled()),
        or(patternsEnabled, before.patternsEnabled()),
        or(teamsEnabled, before.teamsEnabled()),
        or(apiKeysEnabled, before.apiKeysEnabled()),
        or(billingEnabled, before.billingEnabled()),
        or(settingsEnabled, before.settingsEnabled()),
        or(notificationsEnabled, before.notificationsEnabled()),
        or(integrationsEnabled, before.integrationsEnabled()),
        or(productsEnabled, before.productsEnabled()));
  }

  private static boolean or(@Nullable Boolean given, boolean before) {
    return given != null ? given : before;
  }
}
