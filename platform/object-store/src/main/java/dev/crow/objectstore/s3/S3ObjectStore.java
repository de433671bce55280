package dev.crow.objectstore.s3;

import static dev.crow.objectstore.s3.S3Calls.call;

import dev.crow.objectstore.Buckets;
import dev.crow.objectstore.ByteRange;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectDescription;
import dev.crow.objectstore.ObjectInfo;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPage;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectReading;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectSummary;
import dev.crow.objectstore.PutCondition;
import dev.crow.objectstore.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets of an S3. The client is given and closed by whoever made it. */
public final class S3ObjectStore implements ObjectStore {

  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Client s3;
  private final Buckets buckets;

  /**
   * @param s3 as {@link S3Clients#create} makes it
   * @param buckets exist already
   */
  public S3ObjectStore(S3Client s3, Buckets buckets) {
    this.s3 = s3;
    this.buckets = buckets;
  }

  @Override
  public void put(ObjectKey key, ObjectContent content) {
    call(() -> s3.putObject(request(key, content).build(), body(content)));
  }

  @Override
  public boolean put(ObjectKey key, ObjectContent content, PutCondition condition) {
    PutObjectRequest.Builder request = request(key, content);
    switch (condition) {
      case PutCondition.Absent _ -> request.ifNoneMatch("*");
      case PutCondition.Unchanged(String etag) -> request.ifMatch(etag);
    }
    return call(
        () -> {
          try {
            s3.putObject(request.build(), body(content));
            return true;
          } catch (S3Exception e) {
            // If-Match on a key that holds nothing is a 404 on some stores.
            if (e.statusCode() == PRECONDITION_FAILED || e instanceof NoSuchKeyException) {
              return false;
            }
            throw e;
          }
        });
  }

  private PutObjectRequest.Builder request(ObjectKey key, ObjectContent content) {
    return PutObjectRequest.builder()
        .bucket(bucket(key))
        .key(key.value())
        .contentType(content.contentType())
        .metadata(content.metadata());
  }

  private static RequestBody body(ObjectContent content) {
    return RequestBody.fromBytes(content.bytes());
  }

  @Override
  public void write(ObjectKey key, ObjectDescription description, InputStream bytes)
      throws IOException {
    new StreamedWrite(s3, bucket(key), key.value(), description).write(bytes);
  }

  @Override
  public boolean copy(ObjectKey from, ObjectKey to) {
    if (!from.organizationId().equals(to.organizationId())) {
      throw new IllegalArgumentException("An object stays in its organization");
    }
    return call(
        () -> {
          try {
            s3.copyObject(
                request ->
                    request
                        .sourceBucket(bucket(from))
                        .sourceKey(from.value())
                        .destinationBucket(bucket(to))
                        .destinationKey(to.value()));
            return true;
          } catch (NoSuchKeyException e) {
            return false;
          }
        });
  }

  @Override
  public Optional<ObjectInfo> info(ObjectKey key) {
    return call(
        () -> {
          try {
            HeadObjectResponse head =
                s3.headObject(request -> request.bucket(bucket(key)).key(key.value()));
            return Optional.of(
                new ObjectInfo(
                    key,
                    head.contentLength(),
                    head.contentType(),
                    lowerCase(head.metadata()),
                    head.eTag(),
                    head.lastModified()));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Optional<ObjectReading> read(ObjectKey key, @Nullable ByteRange range) {
    return call(
        () -> {
          try {
            return Optional.of(reading(key, open(key, range)));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
              return info(key)
                  .map(info -> new ObjectReading(info, InputStream.nullInputStream(), () -> {}));
            }
            throw e;
          }
        });
  }

  private ResponseInputStream<GetObjectResponse> open(ObjectKey key, @Nullable ByteRange range) {
    return s3.getObject(
        request -> {
          request.bucket(bucket(key)).key(key.value());
          if (range != null) {
            request.range(range.header());
          }
        });
  }

  private static ObjectReading reading(
      ObjectKey key, ResponseInputStream<GetObjectResponse> stream) {
    GetObjectResponse head = stream.response();
    String range = head.contentRange();
    long size =
        range == null
            ? head.contentLength()
            : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
    ObjectInfo info =
        new ObjectInfo(
            key,
            size,
            head.contentType(),
            lowerCase(head.metadata()),
            head.eTag(),
            head.lastModified());
    return new ObjectReading(info, stream, stream::abort);
  }

  @Override
  public Optional<StoredObject> get(ObjectKey key) {
    return call(
        () -> {
          try {
            return Optional.of(
                stored(
                    key,
                    s3.getObjectAsBytes(request -> request.bucket(bucket(key)).key(key.value()))));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  private static StoredObject stored(ObjectKey key, ResponseBytes<GetObjectResponse> response) {
    GetObjectResponse head = response.response();
    return new StoredObject(
        key,
        new ObjectContent(
            response.asByteArrayUnsafe(), head.contentType(), lowerCase(head.metadata())),
        head.lastModified());
  }

  /** Header names have no case, so a proxy on the way may have changed it. */
  private static Map<String, String> lowerCase(Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  @Override
  public void delete(ObjectKey key) {
    call(() -> s3.deleteObject(request -> request.bucket(bucket(key)).key(key.value())));
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
                      request
                          .bucket(buckets.of(prefix.value()))
                          .prefix(prefix.value())
                          .maxKeys(limit);
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

  private String bucket(ObjectKey key) {
    return buckets.of(key.value());
  }
}
