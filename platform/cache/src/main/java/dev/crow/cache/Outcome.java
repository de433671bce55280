package dev.crow.cache;

/** What a look-up came to. */
sealed interface Outcome<V> {

  record Known<V>(Entry<V> entry) implements Outcome<V> {}

  /** For those who waited for it; not remembered. */
  record Failed<V>(RuntimeException failure) implements Outcome<V> {}
}
