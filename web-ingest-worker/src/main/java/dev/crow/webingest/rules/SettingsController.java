package dev.crow.webingest.rules;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an organization decides about its door as a whole. */
@RestController
@RequestMapping("/api/v1/ingestion/settings")
@RequiresPermission(Permissions.INTEGRATIONS_MANAGE)
@Tag(name = "Ingestion settings")
class SettingsController {

  private final RuleStore store;
  private final Rules rules;
  private final Clock clock = Clock.systemUTC();

  SettingsController(RuleStore store, Rules rules) {
    this.store = store;
    this.rules = rules;
  }

  @GetMapping
  @Operation(summary = "How my door is set")
  Settings read(@AuthenticationPrincipal Caller caller) {
    return new Settings(rules.of(caller.organizationId()).filtersBots());
  }

  @PutMapping
  @Operation(summary = "Set my door; seen everywhere within seconds")
  Settings change(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Settings settings) {
    store.filterBots(caller.organizationId(), settings.filterBots(), clock.instant());
    rules.changed(caller.organizationId());
    return settings;
  }

  /**
   * @param filterBots whether events of robots, crawlers and headless browsers are passed over
   */
  @Schema(name = "IngestionSettings")
  record Settings(@NotNull Boolean filterBots) {}
}
