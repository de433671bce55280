package dev.crow.organization.summary;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an organization says of itself. */
@RestController
@RequestMapping("/api/v1/organizations/context/profile")
@RequiresPermission(Permissions.SETTINGS_MANAGE)
@Tag(name = "Organization context")
class ProfileController {

  private final Summaries summaries;

  ProfileController(Summaries summaries) {
    this.summaries = summaries;
  }

  @PutMapping
  @Operation(
      summary = "Say what my organization does, for whom, how it speaks and where it sells",
      description = "In place of what was said before. It can be found within seconds.")
  Profile put(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Profile profile) {
    return summaries.change(caller, profile);
  }
}
