package dev.crow.notification.rule;

import dev.crow.contracts.Permissions;
import dev.crow.notification.announcement.Decisions;
import dev.crow.relational.UuidV7;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The organization's rules. */
@RestController
@RequestMapping("/api/v1/notifications/rules")
@RequiresPermission(Permissions.SETTINGS_MANAGE)
@Tag(name = "Notification rules")
class RuleController {

  private final RuleStore store;
  private final RuleProperties properties;
  private final Decisions decisions;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RuleController(
      RuleStore store,
      RuleProperties properties,
      Decisions decisions,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.properties = properties;
    this.decisions = decisions;
    this.transaction = transaction;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "List rules")
  RuleList list(@AuthenticationPrincipal Caller caller) {
    return new RuleList(store.all(caller.organizationId()));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Add a rule",
      description =
          "Everybody of the organization who reads notifications is told, as they prefer.")
  Rule create(@AuthenticationPrincipal Caller caller, @Valid @RequestBody RuleInput input) {
    input.check();
    Instant now = clock.instant();
    Rule rule = Rule.of(UuidV7.next(), input, now, now);
    transaction.executeWithoutResult(
        _ -> {
          if (!store.add(caller.organizationId(), rule, properties.most())) {
            throw new ApiException(
                ErrorCode.CONFLICT, "An organization has at most " + properties.most() + " rules.");
          }
          decisions.add(caller, "notification-rule.created", object(rule.id()));
        });
    return require(caller, rule.id());
  }

  @GetMapping("/{id}")
  @Operation(summary = "One rule")
  Rule one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return require(caller, id);
  }

  @PutMapping("/{id}")
  @Operation(summary = "Change a rule")
  Rule change(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @Valid @RequestBody RuleInput input) {
    Rule before = require(caller, id);
    input.check();
    Rule after = Rule.of(id, input, before.createdAt(), clock.instant());
    transaction.executeWithoutResult(
        _ -> {
          store.change(caller.organizationId(), after);
          decisions.add(caller, "notification-rule.changed", object(id));
        });
    return require(caller, id);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Delete a rule")
  void delete(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    require(caller, id);
    transaction.executeWithoutResult(
        _ -> {
          store.delete(caller.organizationId(), id);
          decisions.add(caller, "notification-rule.deleted", object(id));
        });
  }

  private Rule require(Caller caller, String id) {
    return store
        .find(caller.organizationId(), id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such rule."));
  }

  private static String object(String id) {
    return "notification-rule:" + id;
  }

  /**
   * @param items all of them
   */
  record RuleList(List<Rule> items) {}
}
