package dev.crow.d1;

import java.io.ByteArrayOutputStream;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes statements as D1 takes them. */
final class Requests {

  private final JsonFactory json;
  private final boolean worker;

  Requests(JsonFactory json, boolean worker) {
    this.json = json;
    this.worker = worker;
  }

  /** Several statements are one transaction. */
  byte[] write(List<Query> queries) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
      if (queries.size() == 1) {
        write(queries.getFirst(), out);
      } else {
        out.writeStartObject();
        out.writeName("batch");
        out.writeStartArray();
        for (Query query : queries) {
          write(query, out);
        }
        out.writeEndArray();
        out.writeEndObject();
      }
    } catch (JacksonException e) {
      throw new SQLDataException("A text has half of a surrogate pair", "22021", e);
    }
    return bytes.toByteArray();
  }

  private void write(Query query, JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("sql", query.sql());
    if (!query.params().isEmpty()) {
      out.writeName("params");
      out.writeStartArray();
      for (Object param : query.params()) {
        write(param, out);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private void write(@Nullable Object param, JsonGenerator out) {
    switch (param) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Double number -> out.writeNumber(number);
      case byte[] blob -> write(blob, out);
      default -> throw new IllegalArgumentException(param.getClass().getName());
    }
  }

  /** The REST API takes bytes as numbers, at four times their size; the Worker takes Base64. */
  private void write(byte[] blob, JsonGenerator out) {
    if (worker) {
      out.writeStartObject();
      out.writeName("$blob");
      out.writeBinary(blob);
      out.writeEndObject();
    } else {
      out.writeStartArray();
      for (byte b : blob) {
        out.writeNumber(b & 0xff);
      }
      out.writeEndArray();
    }
  }
}
