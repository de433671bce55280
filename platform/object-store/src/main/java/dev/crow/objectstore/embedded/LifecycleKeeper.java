package dev.crow.objectstore.embedded;

import dev.crow.objectstore.embedded.LifecycleConfiguration.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Does what the buckets' life cycle rules say. On one disk no class is cheaper than another, so an
 * object that moves gets the other class's name and stays where it is.
 */
final class LifecycleKeeper {

  private static final Logger log = LoggerFactory.getLogger(LifecycleKeeper.class);

  /** Where the library keeps an object's storage class. */
  private static final String CLASS_ATTRIBUTE = "user.storage-tier";

  private final BlobStore store;
  private final BucketConfiguration configuration;
  private final Path buckets;

  LifecycleKeeper(BlobStore store, BucketConfiguration configuration, Path buckets) {
    this.store = store;
    this.configuration = configuration;
    this.buckets = buckets;
  }

  /**
   * @return how many objects and uploads were removed
   */
  long keep(Instant now) {
    long removed = 0;
    for (Bucket bucket : store.list().buckets()) {
      for (Rule rule : configuration.lifecycle(bucket.name()).rules()) {
        if (rule.enabled()) {
          removed += keep(bucket.name(), rule, now);
        }
      }
    }
    if (removed > 0) {
      log.info("Removed {} objects and unfinished uploads whose time was over", removed);
    }
    return removed;
  }

  private long keep(String bucket, Rule rule, Instant now) {
    long removed = abortUploads(bucket, rule, now);
    if (rule.expire() == null && rule.move() == null) {
      return removed;
    }
    String last = "";
    ListObjectsV2Response page;
    do {
      page =
          store.list(
              ListObjectsV2Request.builder()
                  .bucket(bucket)
                  .prefix(rule.prefix())
                  .startAfter(last)
                  .build());
      for (S3Object object : page.contents()) {
        last = object.key();
        if (isOver(object.lastModified(), rule.expire(), now)) {
          removed += remove(bucket, object) ? 1 : 0;
        } else if (isOver(object.lastModified(), rule.move(), now)) {
          move(buckets.resolve(bucket).resolve(object.key()), rule.storageClass());
        }
      }
    } while (Boolean.TRUE.equals(page.isTruncated()) && !page.contents().isEmpty());
    return removed;
  }

  private static boolean isOver(Instant since, @Nullable Duration age, Instant now) {
    return age != null && !since.plus(age).isAfter(now);
  }

  private boolean remove(String bucket, S3Object object) {
    HeadObjectResponse now = store.blobMetadataIfPresent(bucket, object.key());
    if (now == null || now.lastModified().isAfter(object.lastModified())) {
      // Somebody put a new one meanwhile.
      return false;
    }
    store.removeBlob(bucket, object.key());
    return true;
  }

  private static void move(Path file, String storageClass) {
    try {
      UserDefinedFileAttributeView view =
          Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
      if (view != null) {
        view.write(
            CLASS_ATTRIBUTE, ByteBuffer.wrap(storageClass.getBytes(StandardCharsets.US_ASCII)));
      }
    } catch (NoSuchFileException e) {
      // Deleted meanwhile, which is as good as moved.
      log.debug("An object was deleted before it could move");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long abortUploads(String bucket, Rule rule, Instant now) {
    if (rule.abort() == null) {
      return 0;
    }
    List<MultipartUpload> over =
        store.listMultipartUploads(bucket).stream()
            .filter(upload -> upload.key().startsWith(rule.prefix()))
            .filter(upload -> isOver(upload.initiated(), rule.abort(), now))
            .toList();
    for (MultipartUpload upload : over) {
      store.abortMultipartUpload(
          new org.gaul.s3proxy.blobstore.domain.MultipartUpload(
              upload.uploadId(),
              CreateMultipartUploadRequest.builder().bucket(bucket).key(upload.key()).build()));
    }
    return over.size();
  }
}
