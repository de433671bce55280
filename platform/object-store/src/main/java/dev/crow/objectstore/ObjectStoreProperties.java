package dev.crow.objectstore;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where objects are kept.
 *
 * @param dataDir the suite's data folder; the embedded server's is {@code objects} below it
 * @param objectStore {@code crow.object-store.*}
 */
@ConfigurationProperties("crow")
record ObjectStoreProperties(
    @DefaultValue("data") Path dataDir, @DefaultValue Settings objectStore) {

  /**
   * How to reach the store.
   *
   * @param enabled whether this service uses one
   * @param endpoint an S3's URL; absent to start a server in this process
   * @param region {@code auto} where the store has none
   * @param publicEndpoint the URL by which those reach the store who transfer objects directly;
   *     absent if it is the endpoint
   * @param bucket must exist, except on the embedded server, which makes it
   * @param areaBuckets buckets of their own for some areas, by an area's first segment
   * @param accessKeyId needed with an endpoint, and only with one
   * @param secretAccessKey likewise
   * @param pathStyle whether the bucket is in the path and not in the host name
   * @param timeout for one attempt
   * @param embeddedPort where the embedded server listens; 0 for any free port
   * @param applyRules whether the buckets are given these rules at the start, if they have others
   * @param lifecycle what happens to objects as they grow old, by the rule's name
   * @param corsOrigins where the pages come from that transfer objects directly
   */
  record Settings(
      @DefaultValue("false") boolean enabled,
      @Nullable URI endpoint,
      @Nullable URI publicEndpoint,
      @DefaultValue("auto") String region,
      @DefaultValue("crow-storage") String bucket,
      @DefaultValue Map<String, String> areaBuckets,
      @Nullable String accessKeyId,
      @Nullable String secretAccessKey,
      @DefaultValue("true") boolean pathStyle,
      @DefaultValue("10s") Duration timeout,
      @DefaultValue("0") int embeddedPort,
      @DefaultValue("true") boolean applyRules,
      @DefaultValue Map<String, LifecycleRule> lifecycle,
      @DefaultValue List<String> corsOrigins) {

    Buckets buckets() {
      return new Buckets(bucket, areaBuckets);
    }

    BucketRules rules() {
      return new BucketRules(lifecycle, corsOrigins);
    }

    @Override
    public String toString() {
      return "Settings[" + endpoint + ", " + bucket + "]";
    }
  }
}
