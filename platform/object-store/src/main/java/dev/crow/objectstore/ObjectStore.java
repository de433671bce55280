package dev.crow.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps objects, whole: a reader never sees half of one. Safe for use by many threads.
 *
 * <p>Every method throws {@link ObjectStoreException.Unavailable} if a later attempt may succeed
 * and {@link ObjectStoreException.Refused} if it will not.
 */
public interface ObjectStore {

  /** The most keys that {@link #list} gives at once. */
  int LONGEST_PAGE = 1000;

  /**
   * Stores an object, in place of any that has the key. Readers see the old one or the new one,
   * whole. When this returns, the object survives a crash.
   */
  void put(ObjectKey key, ObjectContent content);

  /**
   * Stores a small object if a condition holds.
   *
   * @return whether it was stored; if not, nothing has changed
   */
  boolean put(ObjectKey key, ObjectContent content, PutCondition condition);

  /**
   * Stores an object of any size, holding a few megabytes of it in memory. Readers see the old
   * object until the new one is complete; if the source fails, nothing of it stays.
   *
   * @param bytes read to its end, not closed
   * @throws IOException if the source fails
   */
  void write(ObjectKey key, ObjectDescription description, InputStream bytes) throws IOException;

  /**
   * Stores a copy, without moving its bytes through this process.
   *
   * @return false if there is nothing to copy
   * @throws IllegalArgumentException if the keys belong to different organizations
   */
  boolean copy(ObjectKey from, ObjectKey to);

  /**
   * @return what is known of the object; empty if there is none
   */
  Optional<ObjectInfo> info(ObjectKey key);

  /**
   * Opens an object, or a part of it, for reading.
   *
   * @param range null for all of it; a range beyond the object's end reads nothing
   * @return to be closed; empty if there is no object
   */
  Optional<ObjectReading> read(ObjectKey key, @Nullable ByteRange range);

  /**
   * Looks at what was put directly, and removes it if it is not what was agreed upon.
   *
   * @return the object; empty if there is none, or none that keeps the terms
   */
  default Optional<ObjectInfo> accept(ObjectKey key, UploadTerms terms) {
    Optional<ObjectInfo> found = info(key);
    if (found.isPresent()
        && (found.get().size() != terms.size()
            || !found.get().contentType().equalsIgnoreCase(terms.contentType()))) {
      delete(key);
      return Optional.empty();
    }
    return found;
  }

  /**
   * @return the object, read into memory; empty if there is none
   */
  Optional<StoredObject> get(ObjectKey key);

  /** Removes an object. Removing one that is not there is no error. */
  void delete(ObjectKey key);

  /**
   * Lists objects in the order of their keys' UTF-8 bytes.
   *
   * @param after the last key of the page before; null for the first page
   * @param limit 1 to {@link #LONGEST_PAGE}
   * @throws IllegalArgumentException if the limit is out of range
   */
  ObjectPage list(ObjectPrefix prefix, @Nullable ObjectKey after, int limit);

  /**
   * Removes every object below a prefix, such as all of an organization's in one area.
   *
   * @return how many there were
   */
  default long deleteAll(ObjectPrefix prefix) {
    long deleted = 0;
    while (true) {
      // Always the first page: what was listed before is gone.
      List<ObjectSummary> objects = list(prefix, null, LONGEST_PAGE).objects();
      if (objects.isEmpty()) {
        return deleted;
      }
      objects.forEach(object -> delete(object.key()));
      deleted += objects.size();
    }
  }
}
