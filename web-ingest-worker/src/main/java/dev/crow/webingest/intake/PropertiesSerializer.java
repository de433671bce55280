package dev.crow.webingest.intake;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes {@link dev.crow.contracts.web.v1.WebEvent#properties()}. They hold nothing but JSON
 * values, so no serializer needs to be looked up for each of them; that lookup was a tenth of what
 * ingesting a batch costs.
 */
final class PropertiesSerializer extends ValueSerializer<Map<String, Object>> {

  @Override
  public boolean isEmpty(SerializationContext context, Map<String, Object> properties) {
    return properties.isEmpty();
  }

  @Override
  public void serialize(
      Map<String, Object> properties, JsonGenerator out, SerializationContext context) {
    object(properties, out);
  }

  private static void object(Map<?, ?> members, JsonGenerator out) {
    out.writeStartObject();
    members.forEach(
        (name, value) -> {
          out.writeName((String) name);
          value(value, out);
        });
    out.writeEndObject();
  }

  private static void value(Object value, JsonGenerator out) {
    switch (value) {
      case String text -> out.writeString(text);
      case Integer number -> out.writeNumber(number.intValue());
      case Double number -> out.writeNumber(number.doubleValue());
      case Boolean bool -> out.writeBoolean(bool);
      case Long number -> out.writeNumber(number.longValue());
      case Map<?, ?> map -> object(map, out);
      case List<?> list -> {
        out.writeStartArray();
        list.forEach(item -> value(item, out));
        out.writeEndArray();
      }
      case null -> out.writeNull();
      default -> out.writePOJO(value);
    }
  }
}
