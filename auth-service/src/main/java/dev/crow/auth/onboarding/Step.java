package dev.crow.auth.onboarding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The steps of the set-up, in order. */
enum Step {
  @JsonProperty("profile")
  PROFILE(false),
  @JsonProperty("organization")
  ORGANIZATION(false),
  @JsonProperty("plan")
  PLAN(false),
  @JsonProperty("products")
  PRODUCTS(true),
  @JsonProperty("sources")
  SOURCES(true),
  @JsonProperty("team")
  TEAM(true);

  private final boolean skippable;

  Step(boolean skippable) {
    this.skippable = skippable;
  }

  boolean isSkippable() {
    return skippable;
  }

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
