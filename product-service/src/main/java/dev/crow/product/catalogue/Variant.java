package dev.crow.product.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One form a product is sold in.
 *
 * @param id unique within the product; what events name as the variant
 * @param name for people, or null
 * @param sku the shop's stock-keeping unit, or null
 * @param gtin EAN, UPC or ISBN, or null
 * @param price in the product's currency, minor units; null if the product's holds
 * @param stock pieces, or null if not known
 * @param options such as size and colour
 */
@Schema(name = "ProductVariant")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Variant(
    @NotBlank @Size(max = 128) @Pattern(regexp = ProductContent.TEXT) String id,
    @Nullable @Size(max = 200) @Pattern(regexp = ProductContent.TEXT) String name,
    @Nullable @Size(min = 1, max = 64) @Pattern(regexp = ProductContent.TEXT) String sku,
    @Nullable @Pattern(regexp = ProductContent.GTIN) String gtin,
    @Nullable @PositiveOrZero @Max(ProductContent.MOST) Long price,
    @Nullable @PositiveOrZero @Max(ProductContent.MOST) Long stock,
    @Nullable @Size(max = 10)
        Map<
                @Size(min = 1, max = 64) @Pattern(regexp = ProductContent.TEXT) String,
                @NotNull @Size(max = 200) @Pattern(regexp = ProductContent.TEXT) String>
            options) {

  /** Copies the options, in their order. */
  public Variant {
    options = options == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}
