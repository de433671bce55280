package dev.crow.localstack.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * What a backup holds.
 *
 * @param format of the archive; a reader refuses what is newer than itself
 * @param takenAt the moment that all of it shows
 * @param pausedMillis how long the suite stood still for it; 0 if it did not run
 * @param migrations names of all database migrations that were applied
 * @param entries every file
 */
record Manifest(
    int format,
    Instant takenAt,
    long pausedMillis,
    SortedSet<String> migrations,
    List<Entry> entries) {

  static final int FORMAT = 1;

  /**
   * A file.
   *
   * @param path below the data folder, with slashes
   * @param size in bytes
   * @param sha256 in hexadecimal
   * @param permissions such as {@code rw-------}
   * @param modifiedAt the life cycle rules count from it
   * @param attributes extended attributes, such as an object's content type, in Base64
   */
  record Entry(
      String path,
      long size,
      String sha256,
      String permissions,
      Instant modifiedAt,
      Map<String, String> attributes) {}
}
