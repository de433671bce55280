package dev.crow.product.catalogue;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON merge patches (RFC 7396) of products: what is not named stays, null clears, objects are
 * merged, lists are replaced.
 */
public final class ContentPatch {

  private final JsonMapper json;

  ContentPatch(JsonMapper json) {
    this.json = json;
  }

  /**
   * @param before what is there; null for a new product
   * @param patch names what changes
   * @return what is said after it; not checked by {@link ProductRules}
   * @throws ApiException if the patch names unknown fields, or gives one a wrong type
   */
  public ProductContent apply(@Nullable ProductContent before, ObjectNode patch) {
    ObjectNode merged = before == null ? json.createObjectNode() : json.valueToTree(before);
    merge(merged, patch);
    try {
      return json.treeToValue(merged, ProductContent.class);
    } catch (UnrecognizedPropertyException e) {
      throw new ApiException(
          ErrorCode.UNKNOWN_PROPERTY, "The product has a field that is not known.");
    } catch (JacksonException e) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "A field has the wrong type.")
          .field(path(e));
    }
  }

  /**
   * @param patch any
   * @return the fields it names
   */
  public static Set<String> fields(ObjectNode patch) {
    return patch.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private void merge(ObjectNode target, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      JsonNode present = target.get(entry.getKey());
      if (entry.getValue().isNull()) {
        target.remove(entry.getKey());
      } else if (entry.getValue() instanceof ObjectNode inner) {
        ObjectNode into = present instanceof ObjectNode old ? old : json.createObjectNode();
        merge(into, inner);
        target.set(entry.getKey(), into);
      } else {
        target.set(entry.getKey(), entry.getValue());
      }
    }
  }

  private static String path(JacksonException e) {
    return e.getPath().stream()
        .map(JacksonException.Reference::getPropertyName)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("."));
  }
}
