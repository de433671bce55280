package dev.crow.organization.record;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.EntityTags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own organization; every other one is as if it were not there. */
@RestController
@RequestMapping("/api/v1/organizations")
@Tag(name = "Organizations")
class OrganizationController {

  private final Organizations organizations;

  OrganizationController(Organizations organizations) {
    this.organizations = organizations;
  }

  @GetMapping("/me")
  @RequiresPermission(Permissions.ORGANIZATION_READ)
  @Operation(summary = "My organization")
  ResponseEntity<Organization> mine(@AuthenticationPrincipal Caller caller) {
    return answer(organizations.require(caller.organizationId()));
  }

  @GetMapping("/{id}")
  @RequiresPermission(Permissions.ORGANIZATION_READ)
  @Operation(summary = "My organization, by its id")
  ResponseEntity<Organization> one(
      @AuthenticationPrincipal Caller caller, @PathVariable String id) {
    requireOwn(caller, id);
    return answer(organizations.require(caller.organizationId()));
  }

  @PatchMapping("/me")
  @RequiresPermission(Permissions.SETTINGS_MANAGE)
  @Operation(summary = "Change my organization; with If-Match only if nobody else did meanwhile")
  ResponseEntity<Organization> changeMine(
      @AuthenticationPrincipal Caller caller,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody OrganizationPatch patch) {
    return answer(organizations.change(caller, ifMatch, patch));
  }

  @PatchMapping("/{id}")
  @RequiresPermission(Permissions.SETTINGS_MANAGE)
  @Operation(summary = "As /me, by its id")
  ResponseEntity<Organization> change(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody OrganizationPatch patch) {
    requireOwn(caller, id);
    return answer(organizations.change(caller, ifMatch, patch));
  }

  private static void requireOwn(Caller caller, String id) {
    if (!caller.organizationId().equals(id)) {
      throw Organizations.absent();
    }
  }

  private static ResponseEntity<Organization> answer(Organization organization) {
    return ResponseEntity.ok().eTag(EntityTags.of(organization.version())).body(organization);
  }
}
