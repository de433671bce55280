package dev.crow.notification.preference;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the caller is told of what. */
@RestController
@RequestMapping("/api/v1/notifications/preferences")
@RequiresPermission(Permissions.NOTIFICATIONS_READ)
@Tag(name = "Notifications")
class PreferencesController {

  private final Preferences preferences;

  PreferencesController(Preferences preferences) {
    this.preferences = preferences;
  }

  @GetMapping
  @Operation(summary = "How I am told of what")
  CategoryList list(@AuthenticationPrincipal Caller caller) {
    Choices choices = preferences.of(caller.organizationId(), caller.subject());
    return new CategoryList(
        Arrays.stream(Category.values()).map(category -> view(category, choices)).toList());
  }

  @PutMapping("/{category}")
  @Operation(summary = "Decide how I am told of one category")
  CategoryChoice put(
      @AuthenticationPrincipal Caller caller,
      @PathVariable Category category,
      @Valid @RequestBody ChoiceInput input) {
    Choices before = preferences.of(caller.organizationId(), caller.subject());
    Choice choice = new Choice(input.inApp(), input.email());
    preferences.save(caller.organizationId(), caller.subject(), category, choice);
    return view(category, choice, before);
  }

  private static CategoryChoice view(Category category, Choices choices) {
    return view(category, choices.of(category), choices);
  }

  private static CategoryChoice view(Category category, Choice choice, Choices choices) {
    return new CategoryChoice(
        category, choice.inApp(), choice.email(), choices.isSilenced(category, choice.email()));
  }

  record ChoiceInput(@NotNull Boolean inApp, @NotNull MailMode email) {}

  /**
   * @param silenced whether mails of it stay out because of what is set at {@code
   *     /api/v1/users/me/preferences}
   */
  record CategoryChoice(Category category, boolean inApp, MailMode email, boolean silenced) {}

  /**
   * @param items every category
   */
  record CategoryList(List<CategoryChoice> items) {}
}
