package dev.crow.vectorindex.vectorize;

/** A setting without which Vectorize cannot be used. */
final class VectorizeSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  VectorizeSettingException(String key, String problem) {
    super(key + " " + problem);
  }
}
