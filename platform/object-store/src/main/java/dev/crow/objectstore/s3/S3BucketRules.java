package dev.crow.objectstore.s3;

import static dev.crow.objectstore.s3.S3Calls.call;

import dev.crow.objectstore.BucketRules;
import dev.crow.objectstore.Buckets;
import dev.crow.objectstore.LifecycleRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * Gives buckets their rules, if they have others. Rules that somebody else made are left alone;
 * CROW's are known by their names, which begin with {@code crow-}.
 */
public final class S3BucketRules {

  private static final String OURS = "crow-";
  private static final int DAYS_OF_AN_UPLOAD = 1;
  private static final int PREFLIGHT_SECONDS = (int) Duration.ofHours(1).toSeconds();
  private static final Set<String> NONE_YET =
      Set.of("NoSuchLifecycleConfiguration", "NoSuchCORSConfiguration");

  private final S3Client s3;
  private final Buckets buckets;

  public S3BucketRules(S3Client s3, Buckets buckets) {
    this.s3 = s3;
    this.buckets = buckets;
  }

  /**
   * @return the buckets that were changed
   */
  public List<String> apply(BucketRules rules) {
    List<String> changed = new ArrayList<>();
    for (String bucket : buckets.all()) {
      boolean lifecycle = applyLifecycle(bucket, rules.lifecycle());
      boolean cors = applyCors(bucket, rules.corsOrigins());
      if (lifecycle || cors) {
        changed.add(bucket);
      }
    }
    return changed;
  }

  private boolean applyLifecycle(String bucket, Map<String, LifecycleRule> rules) {
    List<software.amazon.awssdk.services.s3.model.LifecycleRule> present =
        presentOrNone(
            () -> s3.getBucketLifecycleConfiguration(request -> request.bucket(bucket)).rules());
    List<software.amazon.awssdk.services.s3.model.LifecycleRule> wanted =
        Stream.concat(
                rules.entrySet().stream()
                    .filter(rule -> buckets.of(rule.getValue().prefix()).equals(bucket))
                    .map(rule -> rule(OURS + rule.getKey(), rule.getValue())),
                Stream.of(unfinishedUploads()))
            .sorted(Comparator.comparing(rule -> String.valueOf(rule.id())))
            .toList();
    if (Set.copyOf(present.stream().filter(rule -> isOurs(rule.id())).toList())
        .equals(Set.copyOf(wanted))) {
      return false;
    }
    List<software.amazon.awssdk.services.s3.model.LifecycleRule> all =
        Stream.concat(present.stream().filter(rule -> !isOurs(rule.id())), wanted.stream())
            .toList();
    call(
        () ->
            s3.putBucketLifecycleConfiguration(
                request ->
                    request
                        .bucket(bucket)
                        .lifecycleConfiguration(lifecycle -> lifecycle.rules(all))));
    return true;
  }

  private static software.amazon.awssdk.services.s3.model.LifecycleRule rule(
      String id, LifecycleRule rule) {
    var builder =
        software.amazon.awssdk.services.s3.model.LifecycleRule.builder()
            .id(id)
            .status(ExpirationStatus.ENABLED)
            .filter(filter -> filter.prefix(rule.prefix()));
    Duration expire = rule.expireAfter();
    if (expire != null) {
      builder.expiration(expiration -> expiration.days((int) expire.toDays()));
    }
    Duration infrequent = rule.infrequentAccessAfter();
    if (infrequent != null) {
      builder.transitions(
          Transition.builder()
              .days((int) infrequent.toDays())
              .storageClass(TransitionStorageClass.STANDARD_IA)
              .build());
    }
    return builder.build();
  }

  /** What a process that died in the middle of a large write leaves behind. */
  private static software.amazon.awssdk.services.s3.model.LifecycleRule unfinishedUploads() {
    return software.amazon.awssdk.services.s3.model.LifecycleRule.builder()
        .id(OURS + "unfinished-uploads")
        .status(ExpirationStatus.ENABLED)
        .filter(filter -> filter.prefix(""))
        .abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(DAYS_OF_AN_UPLOAD))
        .build();
  }

  private boolean applyCors(String bucket, List<String> origins) {
    List<CORSRule> present =
        presentOrNone(() -> s3.getBucketCors(request -> request.bucket(bucket)).corsRules());
    List<CORSRule> wanted = origins.isEmpty() ? List.of() : List.of(cors(origins));
    if (present.stream().filter(rule -> isOurs(rule.id())).toList().equals(wanted)) {
      return false;
    }
    List<CORSRule> all =
        Stream.concat(present.stream().filter(rule -> !isOurs(rule.id())), wanted.stream())
            .toList();
    if (all.isEmpty()) {
      call(() -> s3.deleteBucketCors(request -> request.bucket(bucket)));
    } else {
      call(
          () ->
              s3.putBucketCors(
                  request ->
                      request.bucket(bucket).corsConfiguration(cors -> cors.corsRules(all))));
    }
    return true;
  }

  private static CORSRule cors(List<String> origins) {
    return CORSRule.builder()
        .id(OURS + "direct-transfers")
        .allowedOrigins(origins)
        .allowedMethods("GET", "HEAD", "PUT")
        .allowedHeaders("content-type")
        .exposeHeaders("ETag")
        .maxAgeSeconds(PREFLIGHT_SECONDS)
        .build();
  }

  private static boolean isOurs(@Nullable String id) {
    return id != null && id.startsWith(OURS);
  }

  private static <T> List<T> presentOrNone(Supplier<List<T>> read) {
    return call(
        () -> {
          try {
            return read.get();
          } catch (S3Exception e) {
            if (e.awsErrorDetails() != null && NONE_YET.contains(e.awsErrorDetails().errorCode())) {
              return List.of();
            }
            throw e;
          }
        });
  }
}
