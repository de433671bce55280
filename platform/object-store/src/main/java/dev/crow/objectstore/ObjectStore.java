package dev.crow.objectstore;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps whole objects. Safe for use by many threads.
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
