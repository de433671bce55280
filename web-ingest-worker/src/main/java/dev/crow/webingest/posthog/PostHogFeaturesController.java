package dev.crow.webingest.posthog;

import dev.crow.contracts.Permissions;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * What PostHog's libraries ask before and besides capturing. CROW has no feature flags, surveys or
 * heat maps and says so, so that they neither wait nor load what is not there.
 */
@RestController
@RequestMapping("/posthog")
@RequiresPermission(Permissions.EVENTS_WRITE)
@Tag(name = "Ingestion, PostHog dialect")
class PostHogFeaturesController {

  private static final Config CONFIG =
      new Config(
          List.of("gzip", "gzip-js"),
          Map.of("endpoint", "/i/v0/e/"),
          true,
          false,
          false,
          false,
          false,
          false,
          false,
          false,
          false,
          true,
          List.of(),
          Map.of());

  private final JsonMapper json;

  PostHogFeaturesController(JsonMapper json) {
    this.json = json;
  }

  @PostMapping({"/flags", "/decide"})
  @Operation(
      summary = "Feature flags: there are none",
      requestBody =
          @RequestBody(
              description = "As PostHog's libraries write it; not read",
              content = @Content(schema = @Schema(type = "object"))))
  Flags flags() {
    return new Flags(Map.of(), Map.of(), Map.of(), false);
  }

  @GetMapping("/array/{token}/config")
  @Operation(summary = "What posthog-js may capture and load")
  Config config(@PathVariable String token) {
    return CONFIG;
  }

  @GetMapping(value = "/array/{token}/config.js", produces = "text/javascript")
  @Operation(summary = "The same as a script")
  String script(@PathVariable String token) {
    return """
    (function(){var all=window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{};\
    all[%s]={config:%s,siteApps:[]};})();
    """
        .formatted(json.writeValueAsString(token), json.writeValueAsString(CONFIG));
  }

  record Flags(
      Map<String, Object> flags,
      Map<String, Object> featureFlags,
      Map<String, Object> featureFlagPayloads,
      boolean errorsWhileComputingFlags) {}

  /** Nothing of surveys: even told that there are none, posthog-js would load their script. */
  record Config(
      List<String> supportedCompression,
      Map<String, String> analytics,
      boolean elementsChainAsString,
      boolean hasFeatureFlags,
      boolean sessionRecording,
      boolean heatmaps,
      boolean captureDeadClicks,
      boolean capturePerformance,
      boolean autocaptureExceptions,
      boolean autocapture_opt_out,
      boolean isAuthenticated,
      boolean defaultIdentifiedOnly,
      List<String> siteApps,
      Map<String, String> toolbarParams) {}
}
