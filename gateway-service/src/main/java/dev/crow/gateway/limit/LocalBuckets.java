package dev.crow.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.LocalBucketBuilder;

/** Counts in this process; memory is bounded however many callers there are. */
final class LocalBuckets implements Buckets {

  private final Cache<Key, Bucket> buckets;

  LocalBuckets(int maxBuckets) {
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(maxBuckets)
            // A bucket that is full again need not be remembered.
            .expireAfter(Expiry.accessing((Key key, Bucket _) -> key.rule.limit().fillTime()))
            .build();
  }

  @Override
  public Allowance take(Rule rule, String id) {
    Bucket bucket = buckets.get(new Key(rule, id), _ -> bucket(rule.limit()));
    return Buckets.allowance(rule, bucket.tryConsumeAndReturnRemaining(1));
  }

  private static Bucket bucket(Limit limit) {
    LocalBucketBuilder builder = Bucket.builder();
    for (Bandwidth bandwidth : limit.configuration().getBandwidths()) {
      builder.addLimit(bandwidth);
    }
    return builder.build();
  }

  private record Key(Rule rule, String id) {}
}
