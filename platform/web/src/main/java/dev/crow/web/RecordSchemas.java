package dev.crow.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in the schemas of records what the compiler knows: a component is required and never null
 * unless it is {@link Nullable}. A nested record has the name of the class around it before its
 * own, or two of one name would be described as one.
 */
final class RecordSchemas implements ModelConverter {

  private static final String NULL = "null";

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    JavaType known = Json.mapper().constructType(type.getType());
    boolean record = known != null && known.getRawClass().isRecord();
    if (record && known.getRawClass().getEnclosingClass() != null && type.getName() == null) {
      type.setName(nameOf(known.getRawClass()));
    }
    Schema<?> resolved = chain.next().resolve(type, context, chain);
    if (resolved != null && record) {
      Schema<?> model = modelOf(resolved, context.getDefinedModels());
      if (model != null && model.getProperties() != null) {
        state(known.getRawClass(), model);
      }
    }
    return resolved;
  }

  private static String nameOf(Class<?> record) {
    Class<?> around = record.getEnclosingClass();
    return around == null
        ? record.getSimpleName()
        : around.getSimpleName().replaceFirst("Controller$", "") + record.getSimpleName();
  }

  @SuppressWarnings("rawtypes") // The library's own signatures.
  private static @Nullable Schema<?> modelOf(Schema<?> resolved, Map<String, Schema> models) {
    String reference = resolved.get$ref();
    return reference == null
        ? resolved
        : models.get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static void state(Class<?> record, Schema<?> model) {
    Set<String> required =
        new LinkedHashSet<>(model.getRequired() == null ? List.of() : model.getRequired());
    for (RecordComponent component : record.getRecordComponents()) {
      Schema<?> property = (Schema<?>) model.getProperties().get(component.getName());
      if (property == null) {
        continue;
      }
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        model.getProperties().put(component.getName(), orNull(property));
      } else if (!isLeftOutIfEmpty(record, component.getType())) {
        required.add(component.getName());
      }
    }
    if (!required.isEmpty()) {
      model.setRequired(List.copyOf(required));
    }
  }

  /** Texts are not looked at: a record whose texts may be empty does not leave them out. */
  private static boolean isLeftOutIfEmpty(Class<?> record, Class<?> type) {
    JsonInclude rule = record.getAnnotation(JsonInclude.class);
    return rule != null
        && rule.value() == JsonInclude.Include.NON_EMPTY
        && (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type));
  }

  private static Schema<?> orNull(Schema<?> property) {
    if (property.get$ref() != null) {
      Schema<?> nothing = new Schema<>();
      nothing.addType(NULL);
      Schema<?> either = new Schema<>();
      either.setAnyOf(List.of(property, nothing));
      return either;
    }
    if (property.getTypes() != null) {
      property.addType(NULL);
    }
    if (property.getEnum() != null && !property.getEnum().contains(null)) {
      List<Object> words = new ArrayList<>(property.getEnum());
      words.add(null);
      setWords(property, words);
    }
    return property;
  }

  @SuppressWarnings("unchecked") // What the words are is the library's business.
  private static <T> void setWords(Schema<T> property, List<Object> words) {
    property.setEnum((List<T>) words);
  }
}
