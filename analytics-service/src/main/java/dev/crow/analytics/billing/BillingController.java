package dev.crow.analytics.billing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crow.analytics.billing.BillingProperties.ModulePrice;
import dev.crow.analytics.billing.BillingProperties.Overage;
import dev.crow.analytics.billing.Booking.Period;
import dev.crow.analytics.billing.Customers.Details;
import dev.crow.analytics.usage.Metered;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Plans, the subscription, and what the running month has used and costs. */
@RestController
@RequestMapping("/api/v1/billing")
@RequiresPermission(Permissions.BILLING_MANAGE)
@Tag(name = "Billing")
class BillingController {

  private static final String LINE =
      "[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*";

  private final BillingProperties prices;
  private final Subscriptions subscriptions;
  private final Customers customers;
  private final Costs costs;
  private final Clock clock;

  BillingController(
      BillingProperties prices,
      Subscriptions subscriptions,
      Customers customers,
      Costs costs,
      Clock clock) {
    this.prices = prices;
    this.subscriptions = subscriptions;
    this.customers = customers;
    this.costs = costs;
    this.clock = clock;
  }

  @GetMapping("/plans")
  @Operation(summary = "What can be booked, and what it costs")
  Plans plans() {
    return new Plans(
        prices.currency().getCurrencyCode(),
        prices.modules().entrySet().stream()
            .map(entry -> Plan.of(entry.getKey(), entry.getValue()))
            .toList(),
        prices.overage());
  }

  @GetMapping("/subscriptions/{orgId}")
  @Operation(summary = "What is booked")
  SubscriptionView subscription(
      @AuthenticationPrincipal Caller caller, @PathVariable String orgId) {
    return subscriptionOf(Own.organization(caller, orgId));
  }

  /**
   * @param modules channels, such as {@code web}
   * @param payAsYouGo whether what goes beyond the allowance is taken and charged
   * @param billingPeriod how it is paid
   */
  @Schema(name = "SubscriptionContent")
  record SubscriptionContent(
      @NotEmpty @Size(max = 20) Set<@NotBlank @Size(max = 40) String> modules,
      @NotNull Boolean payAsYouGo,
      @NotNull Period billingPeriod) {}

  @PutMapping("/subscriptions/{orgId}")
  @Operation(
      summary = "Book modules, from today on",
      description = "Each module costs for the days it is booked on.")
  SubscriptionView book(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String orgId,
      @Valid @RequestBody SubscriptionContent content) {
    String organization = Own.organization(caller, orgId);
    subscriptions.book(caller, content.modules(), content.payAsYouGo(), content.billingPeriod());
    return subscriptionOf(organization);
  }

  @PostMapping("/subscriptions/{orgId}/cancel")
  @Operation(summary = "Book nothing any more from the next month on")
  SubscriptionView cancel(@AuthenticationPrincipal Caller caller, @PathVariable String orgId) {
    String organization = Own.organization(caller, orgId);
    subscriptions.cancel(caller);
    return subscriptionOf(organization);
  }

  @PostMapping("/subscriptions/{orgId}/resume")
  @Operation(summary = "Take a cancellation back before it takes effect")
  SubscriptionView resume(@AuthenticationPrincipal Caller caller, @PathVariable String orgId) {
    String organization = Own.organization(caller, orgId);
    subscriptions.resume(caller);
    return subscriptionOf(organization);
  }

  @GetMapping("/usage/{orgId}")
  @Operation(summary = "What the running month has used of each module's allowance")
  Usage usage(@AuthenticationPrincipal Caller caller, @PathVariable String orgId) {
    String organization = Own.organization(caller, orgId);
    YearMonth month = month();
    Map<Metered, Map<String, Long>> used = costs.used(organization, month);
    Pricing.Allowance allowance = costs.allowance(organization, month);
    Map<String, Long> interactions = used.getOrDefault(Metered.INTERACTIONS, Map.of());
    Set<String> modules = new TreeSet<>(allowance.interactions().keySet());
    modules.addAll(interactions.keySet());
    List<ModuleUsage> rows = new ArrayList<>();
    for (String module : modules) {
      rows.add(
          ModuleUsage.of(
              module,
              interactions.getOrDefault(module, 0L),
              allowance.interactions().getOrDefault(module, 0L)));
    }
    return new Usage(
        rows,
        ModuleUsage.of("patterns", Pricing.sum(used, Metered.PATTERNS), allowance.patterns()),
        interactions.values().stream().mapToLong(Long::longValue).sum(),
        month.atDay(1),
        month.plusMonths(1).atDay(1));
  }

  @GetMapping("/costs/{orgId}")
  @Operation(
      summary = "What the running month costs as it stands",
      description =
          "As the bill would say it: what is booked for the whole month, what was used so far.")
  Statement running(@AuthenticationPrincipal Caller caller, @PathVariable String orgId) {
    return costs.statement(Own.organization(caller, orgId), month());
  }

  @GetMapping("/details/{orgId}")
  @Operation(summary = "Whom bills are addressed to")
  DetailsView details(@AuthenticationPrincipal Caller caller, @PathVariable String orgId) {
    return customers
        .details(Own.organization(caller, orgId))
        .map(DetailsView::of)
        .orElseGet(() -> new DetailsView("", List.of(), null, null));
  }

  /**
   * @param name of the company
   * @param address its lines
   * @param taxId or null
   * @param email or null
   */
  @Schema(name = "BillingDetails")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DetailsView(
      @NotBlank @Size(max = 200) @Pattern(regexp = LINE) String name,
      @NotNull @Size(max = 8)
          List<@NotBlank @Size(max = 200) @Pattern(regexp = LINE) String> address,
      @Nullable @Size(max = 50) @Pattern(regexp = LINE) String taxId,
      @Nullable @Size(max = 254) @Email String email) {

    static DetailsView of(Details details) {
      return new DetailsView(details.name(), details.address(), details.taxId(), details.email());
    }
  }

  @PutMapping("/details/{orgId}")
  @Operation(
      summary = "Say whom bills are addressed to",
      description = "Bills that were issued stay as they are.")
  DetailsView change(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String orgId,
      @Valid @RequestBody DetailsView details) {
    customers.save(
        Own.organization(caller, orgId),
        new Details(details.name(), details.address(), details.taxId(), details.email()));
    return details;
  }

  private SubscriptionView subscriptionOf(String organization) {
    Optional<Booking> booking = subscriptions.current(organization);
    Optional<LocalDate> ends = subscriptions.endsOn(organization);
    YearMonth month = month();
    return new SubscriptionView(
        booking.isEmpty() ? "none" : ends.isPresent() ? "cancelled" : "active",
        booking.map(booked -> booked.modules().stream().sorted().toList()).orElse(List.of()),
        booking.map(Booking::payAsYouGo).orElse(false),
        booking.map(Booking::period).orElse(null),
        month.atDay(1),
        month.plusMonths(1).atDay(1),
        ends.orElse(null));
  }

  private YearMonth month() {
    return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
  }

  /**
   * @param currency of all prices
   * @param modules that can be booked
   * @param overage prices beside them
   */
  record Plans(String currency, List<Plan> modules, Overage overage) {}

  /** A module that can be booked; prices are of a month, in the currency's main unit. */
  record Plan(
      String module,
      String name,
      BigDecimal monthly,
      BigDecimal annual,
      long interactions,
      long patterns) {

    static Plan of(String module, ModulePrice price) {
      return new Plan(
          module,
          price.name(),
          price.monthly(),
          price.annual(),
          price.interactions(),
          price.patterns());
    }
  }

  /**
   * What is booked.
   *
   * @param status active, cancelled (until it ends), or none
   * @param billingPeriod absent if nothing is booked
   * @param periodStart first day of the running month
   * @param periodEnd day after its last
   * @param endsOn first day without it; absent unless it is cancelled
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SubscriptionView(
      String status,
      List<String> modules,
      boolean payAsYouGo,
      @Nullable Period billingPeriod,
      LocalDate periodStart,
      LocalDate periodEnd,
      @Nullable LocalDate endsOn) {}

  /**
   * @param modules interactions of each channel
   * @param patterns of all of them
   * @param totalInteractions of all channels
   * @param billingPeriodStart first day
   * @param billingPeriodEnd day after the last
   */
  record Usage(
      List<ModuleUsage> modules,
      ModuleUsage patterns,
      long totalInteractions,
      LocalDate billingPeriodStart,
      LocalDate billingPeriodEnd) {}

  /**
   * @param module channel, or patterns
   * @param current used so far
   * @param limit the month's allowance
   * @param percentage of it; 100 where there is none and something was used
   * @param level green, from 70 % yellow, from 90 % red
   */
  record ModuleUsage(String module, long current, long limit, double percentage, Level level) {

    static ModuleUsage of(String module, long current, long limit) {
      double percentage = limit == 0 ? (current == 0 ? 0 : 100) : 100.0 * current / limit;
      return new ModuleUsage(module, current, limit, percentage, Level.of(current, limit));
    }
  }
}
