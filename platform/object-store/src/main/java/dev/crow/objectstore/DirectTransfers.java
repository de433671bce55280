package dev.crow.objectstore;

import java.time.Duration;

/**
 * Lets browsers and devices move bytes to and from the store themselves. The store refuses a
 * request of another method, key, size, type or time than was signed.
 */
public interface DirectTransfers {

  /** The longest that a request may be valid. */
  Duration LONGEST = Duration.ofDays(7);

  /**
   * Allows one object to be put. The same request can be repeated until it expires, so code that
   * trusts an upload looks with {@link ObjectStore#accept} and copies it to a key of its own.
   *
   * @param valid one second to {@link #LONGEST}
   */
  SignedRequest upload(ObjectKey key, UploadTerms terms, Duration valid);

  /**
   * Allows an object to be read, as a file to be saved and not as a page to be shown.
   *
   * @param fileName what the reader's machine calls it; any text
   * @param valid one second to {@link #LONGEST}
   */
  SignedRequest download(ObjectKey key, String fileName, Duration valid);
}
