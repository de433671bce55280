package dev.crow.webingest.intake;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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

  private final JsonFactory factory;
  private final IntakeProperties limits;

  JsonReader(IntakeProperties limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxDepth())
                    .maxNumberLength(40)
                    .maxNameLength(4_096)
                    .build())
            .build();
  }

  /**
   * @param text the whole document
   * @return its top-level object
   * @throws ApiException naming what is wrong with the document
   */
  JsonObject readObject(CharBuffer text) {
    try (JsonParser parser = open(text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new ApiException(ErrorCode.MALFORMED_JSON, "The body is empty.");
      }
      Object value = value(parser, first);
      if (parser.nextToken() != null) {
        throw new ApiException(ErrorCode.MALFORMED_JSON, "Something follows the JSON document.");
      }
      if (value instanceof JsonObject object) {
        return object;
      }
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "The body must be a JSON object.");
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

  private @Nullable Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> text(parser);
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new ApiException(ErrorCode.MALFORMED_JSON, "The body is not JSON.");
    };
  }

  private JsonObject object(JsonParser parser) {
    JsonObject members = new JsonObject();
    members.start = parser.currentTokenLocation().getCharOffset();
    Set<String> nulls = new HashSet<>(0);
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      requireWhole(name);
      if (members.containsKey(name) || nulls.contains(name)) {
        throw new ApiException(ErrorCode.MALFORMED_JSON, "A member occurs twice in one object.");
      }
      Object value = value(parser, parser.nextToken());
      if (value == null) {
        nulls.add(name);
      } else {
        members.put(name, value);
      }
    }
    members.end = parser.currentTokenLocation().getCharOffset() + 1;
    return members;
  }

  private List<Object> array(JsonParser parser) {
    List<Object> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      Object item = value(parser, token);
      if (item != null) {
        items.add(item);
      }
    }
    return items;
  }

  private static String text(JsonParser parser) {
    String text = parser.getString();
    requireWhole(text);
    return text;
  }

  private static Number integer(JsonParser parser) {
    return switch (parser.getNumberType()) {
      case INT -> parser.getIntValue();
      case LONG -> parser.getLongValue();
      // Beyond 64 bits no store keeps it exactly; say so instead of rounding silently.
      default -> throw outOfRange();
    };
  }

  private static Double decimal(JsonParser parser) {
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw outOfRange();
    }
    return value;
  }

  private static void requireWhole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new ApiException(
              ErrorCode.INVALID_ENCODING, "A text holds half of a surrogate pair.");
        }
        i++;
      }
    }
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
