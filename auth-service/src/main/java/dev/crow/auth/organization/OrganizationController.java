package dev.crow.auth.organization;

import jakarta.validation.Valid;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Makes organizations. */
@RestController
class OrganizationController {

  private final CreatingOrganization creating;

  OrganizationController(CreatingOrganization creating) {
    this.creating = creating;
  }

  @PostMapping("/internal/organizations")
  ResponseEntity<CreatedOrganization> create(@Valid @RequestBody NewOrganization request) {
    return ResponseEntity.status(HttpStatus.CREATED)
        .cacheControl(CacheControl.noStore())
        .body(creating.create(request));
  }
}
