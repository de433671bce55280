package dev.crow.auth.key;

import java.security.SecureRandom;

/** Makes wrong keys whose checksum is right, so that only the hash can refuse them. */
public final class TestKeys {

  private TestKeys() {}

  /**
   * @param text a real key
   * @return the same key with another secret
   */
  public static String withAnotherSecret(String text) {
    ApiKey key = ApiKey.parse(text).orElseThrow();
    String secret = ApiKey.random(key.kind(), new SecureRandom()).secret();
    return new ApiKey(key.kind(), key.id(), secret).text();
  }

  /**
   * @param text a real key
   * @return the same key claiming to be of the other kind
   */
  public static String withAnotherKind(String text) {
    ApiKey key = ApiKey.parse(text).orElseThrow();
    KeyKind other = key.kind() == KeyKind.WRITE ? KeyKind.SECRET : KeyKind.WRITE;
    return new ApiKey(other, key.id(), key.secret()).text();
  }

  /**
   * @param text a real key
   * @return a key of an id nobody has
   */
  public static String unknown(String text) {
    return ApiKey.random(ApiKey.parse(text).orElseThrow().kind(), new SecureRandom()).text();
  }

  /**
   * @param text a real key
   * @return its public id
   */
  public static String id(String text) {
    return ApiKey.parse(text).orElseThrow().id();
  }

  /**
   * @param text a real key
   * @return the part nobody but its holder may know
   */
  public static String secret(String text) {
    return ApiKey.parse(text).orElseThrow().secret();
  }
}
