package dev.crow.auth.key;

/**
 * @param key in clear; shown this once
 * @param details what may be known of it
 */
record IssuedKey(String key, KeyDetails details) {

  @Override
  public String toString() {
    return "IssuedKey[" + details.id() + "]";
  }
}
