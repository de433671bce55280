package dev.crow.d1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Reads the envelope of D1's answers as it streams by; what it does not know it skips. */
final class ReplyReader {

  /** Beyond it JavaScript, through which every answer goes, rounds whole numbers. */
  private static final long EXACT = 1L << 53;

  private final JsonParser in;

  private boolean success;
  private final List<Answer> answers = new ArrayList<>();
  private int code;
  private @Nullable String message;

  private ReplyReader(JsonParser in) {
    this.in = in;
  }

  /**
   * @throws JacksonException if it is no such envelope, or ends too early
   */
  static Reply read(JsonFactory json, byte[] body) {
    try (JsonParser in = json.createParser(ObjectReadContext.empty(), body)) {
      return new ReplyReader(in).envelope();
    }
  }

  private Reply envelope() {
    expect(in.nextToken(), JsonToken.START_OBJECT);
    boolean told = false;
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      switch (name) {
        case "success" -> {
          success = value == JsonToken.VALUE_TRUE;
          told = true;
        }
        case "result" -> elements(value, this::answer);
        case "errors" -> elements(value, this::error);
        default -> in.skipChildren();
      }
    }
    expect(in.currentToken(), JsonToken.END_OBJECT);
    if (!told) {
      throw new StreamReadException(in, "no \"success\"");
    }
    return new Reply(success, answers, code, message);
  }

  private void elements(@Nullable JsonToken value, Runnable element) {
    if (value != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() == JsonToken.START_OBJECT) {
      element.run();
    }
    expect(in.currentToken(), JsonToken.END_ARRAY);
  }

  private void error() {
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (message == null && name.equals("message") && value == JsonToken.VALUE_STRING) {
        message = in.getString();
      } else if (code == 0 && name.equals("code") && value == JsonToken.VALUE_NUMBER_INT) {
        code = in.getValueAsInt();
      } else {
        in.skipChildren();
      }
    }
    expect(in.currentToken(), JsonToken.END_OBJECT);
  }

  private void answer() {
    List<String> columns = new ArrayList<>();
    List<@Nullable Object[]> rows = new ArrayList<>();
    long changes = 0;
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("results") && value == JsonToken.START_OBJECT) {
        table(columns, rows);
      } else if (name.equals("meta") && value == JsonToken.START_OBJECT) {
        changes = meta();
      } else {
        in.skipChildren();
      }
    }
    expect(in.currentToken(), JsonToken.END_OBJECT);
    answers.add(new Answer(columns, rows, changes));
  }

  private long meta() {
    long changes = 0;
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      if (name.equals("changes") && value == JsonToken.VALUE_NUMBER_INT) {
        changes = in.getLongValue();
      } else {
        in.skipChildren();
      }
    }
    expect(in.currentToken(), JsonToken.END_OBJECT);
    return changes;
  }

  private void table(List<String> columns, List<@Nullable Object[]> rows) {
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = in.currentName();
      JsonToken value = in.nextToken();
      boolean array = value == JsonToken.START_ARRAY;
      if (name.equals("columns") && array) {
        while (in.nextToken() == JsonToken.VALUE_STRING) {
          columns.add(in.getString());
        }
        expect(in.currentToken(), JsonToken.END_ARRAY);
      } else if (name.equals("rows") && array) {
        while (in.nextToken() == JsonToken.START_ARRAY) {
          rows.add(row(columns.size()));
        }
        expect(in.currentToken(), JsonToken.END_ARRAY);
      } else {
        in.skipChildren();
      }
    }
    expect(in.currentToken(), JsonToken.END_OBJECT);
  }

  private @Nullable Object[] row(int expected) {
    List<@Nullable Object> cells = new ArrayList<>(expected);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      cells.add(cell());
    }
    if (expected != 0 && cells.size() != expected) {
      throw new StreamReadException(in, "a row of " + cells.size() + " cells");
    }
    return cells.toArray();
  }

  private @Nullable Object cell() {
    JsonToken token = in.currentToken();
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> in.getString();
      case VALUE_TRUE -> 1L;
      case VALUE_FALSE -> 0L;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token);
      case START_ARRAY -> blob();
      case null, default -> throw new StreamReadException(in, "no cell: " + token);
    };
  }

  private Object number(JsonToken token) {
    double value = in.getDoubleValue();
    if (Math.abs(value) >= EXACT
        && Math.abs(value) <= Long.MAX_VALUE
        && value == Math.rint(value)) {
      return new Answer.Rounded(value);
    }
    return token == JsonToken.VALUE_NUMBER_INT && Math.abs(value) < EXACT
        ? (Object) in.getLongValue()
        : (Object) value;
  }

  private byte[] blob() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (in.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      bytes.write(in.getIntValue());
    }
    expect(in.currentToken(), JsonToken.END_ARRAY);
    return bytes.toByteArray();
  }

  private void expect(@Nullable JsonToken token, JsonToken expected) {
    if (token != expected) {
      throw new StreamReadException(in, expected + " expected, not " + token);
    }
  }
}
