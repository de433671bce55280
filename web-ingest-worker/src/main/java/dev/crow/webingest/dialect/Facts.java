package dev.crow.webingest.dialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of a foreign client, asked politely: what is absent or of another kind is null or
 * empty.
 *
 * @param members by name
 */
public record Facts(Map<String, Object> members) {

  /** Without members. */
  public static final Facts NONE = new Facts(Map.of());

  /**
   * @return the object's facts, or none if the value is no object
   */
  @SuppressWarnings("unchecked") // JSON objects have text names only
  public static Facts of(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new Facts((Map<String, Object>) map) : NONE;
  }

  /** The value as it is. */
  public @Nullable Object get(String name) {
    return members.get(name);
  }

  /** The object of this name. */
  public Facts at(String name) {
    return of(get(name));
  }

  /** The array of this name. */
  public List<?> list(String name) {
    return get(name) instanceof List<?> list ? list : List.of();
  }

  /** The first text that is not blank. */
  public @Nullable String text(String... names) {
    for (String name : names) {
      if (get(name) instanceof String text && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  /** The first text or number, as text: ids are either. */
  public @Nullable String id(String... names) {
    for (String name : names) {
      switch (get(name)) {
        case String text when !text.isBlank() -> {
          return text;
        }
        case Integer number -> {
          return number.toString();
        }
        case Long number -> {
          return number.toString();
        }
        case null, default -> {}
      }
    }
    return null;
  }

  /** The first number, also where it is written as a text. */
  public @Nullable Number number(String... names) {
    for (String name : names) {
      Number number = numberOf(get(name));
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  private static @Nullable Number numberOf(@Nullable Object value) {
    return switch (value) {
      case Number number -> number;
      case String text when text.length() <= 20 && text.matches("-?\\d+(\\.\\d+)?") ->
          Double.valueOf(text);
      case null, default -> null;
    };
  }

  /** The whole number of pixels of this name. */
  public @Nullable Integer pixels(String name) {
    return get(name) instanceof Integer whole && whole > 0 && whole < 100_000 ? whole : null;
  }

  /** A copy to change. */
  public Map<String, Object> copy() {
    return new LinkedHashMap<>(members);
  }
}
