package dev.crow.cache;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes answers for a shared store.
 *
 * @param <V> type of the answers
 */
public interface CacheCodec<V> {

  /**
   * @param value any answer
   * @return its bytes, the same for other instances
   */
  byte[] write(V value);

  /**
   * @param bytes what an instance wrote, which may be of another version
   * @return the answer
   * @throws IllegalArgumentException if this version cannot read them
   */
  V read(byte[] bytes);

  /**
   * @param json knows the type
   * @param type of the answers
   * @param <V> the same
   * @return answers as JSON
   */
  static <V> CacheCodec<V> json(JsonMapper json, Class<V> type) {
    return new CacheCodec<>() {
      @Override
      public byte[] write(V value) {
        return json.writeValueAsBytes(value);
      }

      @Override
      public V read(byte[] bytes) {
        try {
          return json.readValue(bytes, type);
        } catch (JacksonException e) {
          throw new IllegalArgumentException("Not written by this version", e);
        }
      }
    };
  }
}
