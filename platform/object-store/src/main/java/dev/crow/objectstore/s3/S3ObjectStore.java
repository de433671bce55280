package dev.crow.objectstore.s3;

import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPage;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.objectstore.ObjectSummary;
import dev.crow.objectstore.StoredObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One bucket of an S3. The client is given and closed by whoever made it. */
public final class S3ObjectStore implements ObjectStore {

  private static final int TIMED_OUT = 408;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  private final S3Client s3;
  private final String bucket;

  /**
   * @param s3 as {@link S3Clients#create} makes it
   * @param bucket exists already
   */
  public S3ObjectStore(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void put(ObjectKey key, ObjectContent content) {
    call(
        () ->
            s3.putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key(key.value())
                        .contentType(content.contentType())
                        .metadata(content.metadata()),
                RequestBody.fromBytes(content.bytes())));
  }

  @Override
  public Optional<StoredObject> get(ObjectKey key) {
    return call(
        () -> {
          try {
            return Optional.of(
                stored(
                    key, s3.getObjectAsBytes(request -> request.bucket(bucket).key(key.value()))));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  private static StoredObject stored(ObjectKey key, ResponseBytes<GetObjectResponse> response) {
    GetObjectResponse head = response.response();
    // Header names have no case, so a proxy on the way may have changed it.
    Map<String, String> metadata =
        head.metadata().entrySet().stream()
            .collect(
                Collectors.toMap(e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    return new StoredObject(
        key,
        new ObjectContent(response.asByteArrayUnsafe(), head.contentType(), metadata),
        head.lastModified());
  }

  @Override
  public void delete(ObjectKey key) {
    call(() -> s3.deleteObject(request -> request.bucket(bucket).key(key.value())));
  }

  @Override
  public ObjectPage list(ObjectPrefix prefix, @Nullable ObjectKey after, int limit) {
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw new IllegalArgumentException("A page has 1 to " + LONGEST_PAGE + " objects");
    }
    ListObjectsV2Response page =
        call(
            () ->
                s3.listObjectsV2(
                    request -> {
                      request.bucket(bucket).prefix(prefix.value()).maxKeys(limit);
                      if (after != null) {
                        request.startAfter(after.value());
                      }
                    }));
    List<ObjectSummary> objects =
        page.contents().stream()
            .filter(object -> prefix.contains(object.key()))
            .map(
                object ->
                    new ObjectSummary(
                        prefix.key(object.key()), object.size(), object.lastModified()))
            .toList();
    return new ObjectPage(objects, page.isTruncated());
  }

  private static <T> T call(Supplier<T> work) {
    try {
      return work.get();
    } catch (S3Exception e) {
      String message = "The object store answered " + e.statusCode() + " " + code(e);
      throw isTransient(e.statusCode())
          ? new ObjectStoreException.Unavailable(message, e)
          : new ObjectStoreException.Refused(message, e);
    } catch (SdkException e) {
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
      }
      throw new ObjectStoreException.Unavailable("The object store did not answer", e);
    }
  }

  /** S3 answers 409 when two writers meet; the rest of the fours stay as they are. */
  private static boolean isTransient(int status) {
    return status >= SERVER || status == TIMED_OUT || status == CONFLICT || status == TOO_MANY;
  }

  private static String code(S3Exception e) {
    return e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
  }
}
