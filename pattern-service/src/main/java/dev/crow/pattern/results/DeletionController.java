package dev.crow.pattern.results;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets whoever manages the organization's settings delete patterns that are of no use. */
@RestController
@RequestMapping("/api/v1/patterns")
@RequiresPermission(Permissions.SETTINGS_MANAGE)
@Tag(name = "Patterns")
class DeletionController {

  private final DeletingPatterns deleting;

  DeletionController(DeletingPatterns deleting) {
    this.deleting = deleting;
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Delete a pattern for good",
      description =
          "It does not come back when its period is worked out again. The same statement about"
              + " other periods stays.")
  void delete(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    deleting.delete(caller, id);
  }
}
