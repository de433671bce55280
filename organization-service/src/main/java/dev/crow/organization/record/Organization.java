package dev.crow.organization.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An organization as its members see it.
 *
 * @param id its id in every service
 * @param name for people
 * @param logo https URL of its logo, or null
 * @param industry what it does, or null
 * @param size about how many people, or null
 * @param website https URL, or null
 * @param settings how its people want things shown
 * @param retention how long data is kept
 * @param version grows with each change; the entity tag
 * @param createdAt when it was founded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Organization(
    String id,
    String name,
    @Nullable String logo,
    @Nullable String industry,
    @Nullable String size,
    @Nullable String website,
    Settings settings,
    Retention retention,
    @JsonIgnore long version,
    Instant createdAt) {

  Organization nextVersion() {
    return new Organization(
        id, name, logo, industry, size, website, settings, retention, version + 1, createdAt);
  }
}
