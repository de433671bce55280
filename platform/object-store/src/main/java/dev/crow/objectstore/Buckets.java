package dev.crow.objectstore;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which bucket holds which objects. Keys are the same wherever they are: the first segment of a
 * key's area chooses the bucket, and whatever has none of its own is in the common one. So {@code
 * {raw=raw-interactions, frames=cctv-frames, exports=exports}} beside {@code assets} is the form
 * with four buckets, and no entry at all the form with one.
 *
 * @param common holds what no other bucket does
 * @param byArea by the first segment of the area
 */
public record Buckets(String common, Map<String, String> byArea) {

  public Buckets {
    byArea = Map.copyOf(byArea);
  }

  /** All objects in one bucket. */
  public static Buckets one(String bucket) {
    return new Buckets(bucket, Map.of());
  }

  /**
   * @param key a whole key or a prefix of keys, with at least the first segment of its area
   */
  public String of(String key) {
    int slash = key.indexOf('/');
    return byArea.getOrDefault(slash < 0 ? key : key.substring(0, slash), common);
  }

  /** Every bucket once, in the order of their names. */
  public Set<String> all() {
    Set<String> all = new TreeSet<>(byArea.values());
    all.add(common);
    return all;
  }
}
