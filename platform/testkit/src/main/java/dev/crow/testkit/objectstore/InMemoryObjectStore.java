package dev.crow.testkit.objectstore;

import dev.crow.objectstore.ByteRange;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectDescription;
import dev.crow.objectstore.ObjectInfo;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPage;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectReading;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.objectstore.ObjectSummary;
import dev.crow.objectstore.PutCondition;
import dev.crow.objectstore.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Keeps the contract of an object store as long as it lives, and can be made to fail. */
public final class InMemoryObjectStore implements ObjectStore {

  // Keys are ASCII, so the order of their texts is the order of their bytes.
  private final ConcurrentSkipListMap<String, StoredObject> objects = new ConcurrentSkipListMap<>();
  private volatile boolean available = true;

  /** Whether the store answers; if not, every call throws {@code Unavailable}. */
  public void setAvailable(boolean available) {
    this.available = available;
  }

  @Override
  public void put(ObjectKey key, ObjectContent content) {
    requireAvailable();
    ObjectContent copy =
        new ObjectContent(content.bytes().clone(), content.contentType(), content.metadata());
    objects.put(key.value(), new StoredObject(key, copy, Instant.now()));
  }

  @Override
  public boolean put(ObjectKey key, ObjectContent content, PutCondition condition) {
    requireAvailable();
    ObjectContent copy =
        new ObjectContent(content.bytes().clone(), content.contentType(), content.metadata());
    StoredObject wanted = new StoredObject(key, copy, Instant.now());
    return switch (condition) {
      case PutCondition.Absent _ -> objects.putIfAbsent(key.value(), wanted) == null;
      case PutCondition.Unchanged(String etag) -> {
        StoredObject present = objects.get(key.value());
        yield present != null
            && etag(present).equals(etag)
            && objects.replace(key.value(), present, wanted);
      }
    };
  }

  @Override
  public void write(ObjectKey key, ObjectDescription description, InputStream bytes)
      throws IOException {
    requireAvailable();
    put(
        key,
        new ObjectContent(bytes.readAllBytes(), description.contentType(), description.metadata()));
  }

  @Override
  public boolean copy(ObjectKey from, ObjectKey to) {
    requireAvailable();
    if (!from.organizationId().equals(to.organizationId())) {
      throw new IllegalArgumentException("An object stays in its organization");
    }
    Optional<StoredObject> found = get(from);
    found.ifPresent(object -> put(to, object.content()));
    return found.isPresent();
  }

  @Override
  public Optional<ObjectInfo> info(ObjectKey key) {
    return get(key).map(InMemoryObjectStore::info);
  }

  private static ObjectInfo info(StoredObject object) {
    ObjectContent content = object.content();
    return new ObjectInfo(
        object.key(),
        content.bytes().length,
        content.contentType(),
        content.metadata(),
        etag(object),
        object.storedAt());
  }

  /** Different for each put, even of the same bytes, which is allowed. */
  private static String etag(StoredObject object) {
    return "\"" + Integer.toHexString(System.identityHashCode(object)) + "\"";
  }

  @Override
  public Optional<ObjectReading> read(ObjectKey key, @Nullable ByteRange range) {
    return get(key)
        .map(
            object -> {
              byte[] bytes = object.content().bytes();
              int from = range == null ? 0 : (int) Math.min(range.first(), bytes.length);
              int to =
                  range == null
                      ? bytes.length
                      : (int) Math.min(range.last(), bytes.length - 1L) + 1;
              return new ObjectReading(
                  info(object),
                  new ByteArrayInputStream(bytes, from, Math.max(0, to - from)),
                  () -> {});
            });
  }

  @Override
  public Optional<StoredObject> get(ObjectKey key) {
    requireAvailable();
    return Optional.ofNullable(objects.get(key.value()));
  }

  @Override
  public void delete(ObjectKey key) {
    requireAvailable();
    objects.remove(key.value());
  }

  @Override
  public ObjectPage list(ObjectPrefix prefix, @Nullable ObjectKey after, int limit) {
    requireAvailable();
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw new IllegalArgumentException("A page has 1 to " + LONGEST_PAGE + " objects");
    }
    String from = after == null ? prefix.value() : after.value();
    List<ObjectSummary> found =
        objects.tailMap(from, false).entrySet().stream()
            .filter(entry -> prefix.contains(entry.getKey()))
            .limit(limit + 1L)
            .map(entry -> summary(entry.getValue()))
            .toList();
    boolean more = found.size() > limit;
    return new ObjectPage(more ? found.subList(0, limit) : found, more);
  }

  private static ObjectSummary summary(StoredObject object) {
    return new ObjectSummary(object.key(), object.content().bytes().length, object.storedAt());
  }

  private void requireAvailable() {
    if (!available) {
      throw new ObjectStoreException.Unavailable(
          "The object store was made to fail", new IOException("made to fail"));
    }
  }
}
