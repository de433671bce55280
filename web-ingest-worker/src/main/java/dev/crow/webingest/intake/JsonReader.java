package dev.crow.webingest.intake;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON document strictly into plain maps, lists and scalars: duplicate members, lone
 * surrogates, trailing bytes and numbers that no double holds are refused, as are depth, names and
 * objects beyond the limits. Null members are dropped. One pass; Jackson tokenizes.
 */
final class JsonReader {

  /**
   * Stands, for a patient reader, where something cannot be kept, so that only the event around it
   * is refused. No number of a document is not a number.
   */
  private static final Double UNREADABLE = Double.NaN;

  /** Deeper than this a document is no event gone wrong but an attack. */
  private static final int PATIENCE = 20_000;

  private final JsonFactory factory;
  private final IntakeProperties limits;
  private final boolean patient;

  JsonReader(IntakeProperties limits) {
    this(limits, false);
  }

  private JsonReader(IntakeProperties limits, boolean patient) {
    this.limits = limits;
    this.patient = patient;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(patient ? PATIENCE : limits.maxDepth())
                    .maxNumberLength(40)
                    .maxNameLength(4_096)
                    .build())
            .build();
  }

  /**
   * For senders that cannot mend what they send: half of a surrogate pair becomes U+FFFD, a whole
   * number beyond 64 bits what it was in its script, a double; what is too deep, too large or there
   * twice spoils the event it stands in, and no other.
   */
  static JsonReader patient(IntakeProperties limits) {
    return new JsonReader(limits, true);
  }

  /**
   * @param value of a document read patiently
   * @return whether a part of it could not be kept
   */
  static boolean isSpoilt(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.values().stream().anyMatch(JsonReader::isSpoilt);
      case List<?> list -> list.stream().anyMatch(JsonReader::isSpoilt);
      default -> value.equals(UNREADABLE);
    };
  }

  /**
   * @param text the whole document
   * @return its top-level object
   * @throws ApiException naming what is wrong with the document
   */
  JsonObject readObject(CharBuffer text) {
    if (read(text) instanceof JsonObject object) {
      return object;
    }
    throw new ApiException(ErrorCode.VALIDATION_FAILED, "The body must be a JSON object.");
  }

  /**
   * @param text the whole document
   * @return its value; null if it is the null of JSON
   * @throws ApiException naming what is wrong with the document
   */
  @Nullable Object read(CharBuffer text) {
    try (JsonParser parser = open(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new ApiException(ErrorCode.MALFORMED_JSON, "The body is empty.");
      }
      Object value = value(parser, first, 0);
      if (parser.nextToken() != null) {
        throw new ApiException(ErrorCode.MALFORMED_JSON, "Something follows the JSON document.");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw beyondLimits(e);
    } catch (JacksonException e) {
      throw new ApiException(ErrorCode.MALFORMED_JSON, "The body is not well-formed JSON.");
    }
  }

  private JsonParser open(CharBuffer text) {
    return factory.createParser(
        ObjectReadContext.empty(), text.array(), text.arrayOffset(), text.length());
  }

  private @Nullable Object value(JsonParser parser, JsonToken token, int depth) {
    if (patient && depth > limits.maxDepth() && token.isStructStart()) {
      parser.skipChildren();
      return UNREADABLE;
    }
    return switch (token) {
      case START_OBJECT -> object(parser, depth + 1);
      case START_ARRAY -> array(parser, depth + 1);
      case VALUE_STRING -> text(parser);
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new ApiException(ErrorCode.MALFORMED_JSON, "The body is not JSON.");
    };
  }

  private JsonObject object(JsonParser parser, int depth) {
    JsonObject members = new JsonObject();
    members.start = parser.currentTokenLocation().getCharOffset();
    Set<String> nulls = new HashSet<>(0);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      name = whole(name);
      boolean twice = members.containsKey(name) || nulls.contains(name);
      if (twice && !patient) {
        throw new ApiException(ErrorCode.MALFORMED_JSON, "A member occurs twice in one object.");
      }
      Object value = value(parser, parser.nextToken(), depth);
      if (twice) {
        value = UNREADABLE;
      }
      if (value == null) {
        nulls.add(name);
      } else {
        members.put(name, value);
      }
    }
    members.end = parser.currentTokenLocation().getCharOffset() + 1;
    return members;
  }

  private List<Object> array(JsonParser parser, int depth) {
    List<Object> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      Object item = value(parser, token, depth);
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  private String text(JsonParser parser) {
    return whole(parser.getString());
  }

  private Number integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> parser.getIntValue();
      case LONG -> parser.getLongValue();
      // Beyond 64 bits no store keeps it exactly; say so instead of rounding silently.
      default -> {
        if (patient) {
          yield decimal(parser);
        }
        throw outOfRange();
      }
    };
  }

  private Double decimal(JsonParser parser) {
    double value = parser.getDoubleValue();
    if (Double.isFinite(value)) {
      return value;
    }
    if (patient) {
      return UNREADABLE;
    }
    throw outOfRange();
  }

  private String whole(String text) {
    if (isWhole(text)) {
      return text;
    }
    if (patient) {
      // UTF-16's own replacement of a half is U+FFFD; whole pairs stay as they are.
      return new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
    }
    throw new ApiException(ErrorCode.INVALID_ENCODING, "A text holds half of a surrogate pair.");
  }

  private static boolean isWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static ApiException outOfRange() {
    return new ApiException(
        ErrorCode.NUMBER_OUT_OF_RANGE, "A number is too large to be kept exactly.");
  }

  private ApiException beyondLimits(StreamConstraintsException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("nesting depth")) {
      return new ApiException(
          ErrorCode.TOO_DEEP, "JSON may be nested at most " + limits.maxDepth() + " deep.");
    }
    if (message.contains("Number")) {
      return new ApiException(
          ErrorCode.NUMBER_OUT_OF_RANGE, "A number may have at most 40 characters.");
    }
    return new ApiException(ErrorCode.VALIDATION_FAILED, "A part of the JSON is too large.");
  }

  /** An object's members in order, none null, and where it stands in the text. */
  static final class JsonObject extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1L;

    private transient long start;
    private transient long end;

    /** Its own text, out of the whole. */
    CharBuffer text(CharBuffer whole) {
      return whole.subSequence((int) start, (int) end);
    }
  }
}
