package dev.crow.objectstore;

import java.util.List;
import java.util.Map;

/**
 * What the buckets themselves see to.
 *
 * @param lifecycle by the rule's name
 * @param corsOrigins where the pages come from that transfer objects directly, such as {@code
 *     https://app.example.com}; empty for none
 */
public record BucketRules(Map<String, LifecycleRule> lifecycle, List<String> corsOrigins) {

  public BucketRules {
    lifecycle = Map.copyOf(lifecycle);
    corsOrigins = List.copyOf(corsOrigins);
  }
}
