package dev.crow.analytics.usage;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How usage is measured.
 *
 * @param enabled whether this instance works by itself; it answers questions in any case
 * @param storageEvery how often it is looked whether a day's storage is measured
 * @param storageAreas areas of the object store that are measured
 * @param entriesKept how long single uses are kept; their sums stay
 * @param pruneEvery how often it is looked for older ones
 */
@ConfigurationProperties("crow.analytics")
record UsageProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("1h") Duration storageEvery,
    @DefaultValue({"raw/sessions", "replays", "archives/interactions", "pictures", "imports"})
        List<String> storageAreas,
    @DefaultValue("400d") Duration entriesKept,
    @DefaultValue("12h") Duration pruneEvery) {

  /** Refuses what could never work. */
  UsageProperties {
    if (!storageEvery.isPositive() || !pruneEvery.isPositive() || !entriesKept.isPositive()) {
      throw new IllegalArgumentException(
          "crow.analytics.storage-every, prune-every and entries-kept must be more than 0");
    }
    storageAreas = List.copyOf(storageAreas);
  }
}
