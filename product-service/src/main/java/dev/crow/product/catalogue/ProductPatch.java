package dev.crow.product.catalogue;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.node.ObjectNode;

/** A JSON merge patch of a product, as it was sent. */
@Schema(
    name = "ProductPatch",
    type = "object",
    description = "Any fields of ProductContent; what is not named stays, null clears.")
final class ProductPatch {

  private final ObjectNode fields;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  ProductPatch(ObjectNode fields) {
    this.fields = fields;
  }

  ObjectNode read() {
    return fields;
  }
}
