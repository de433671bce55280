package dev.crow.product.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a product, by people, files and websites alike.
 *
 * @param externalId what the shop itself calls it, unique in the organization; events on the shop's
 *     pages name it. Null when it is made: then it is its SKU, or else its own id
 * @param name for people
 * @param description or null
 * @param brand or null
 * @param categoryId one of the organization's categories, or null
 * @param sku the shop's stock-keeping unit, or null
 * @param gtin EAN, UPC or ISBN with a right check digit, or null
 * @param url its page, http or https, or null
 * @param price in minor units, such as cents, or null
 * @param listPrice before reductions, in minor units, or null
 * @param currency ISO 4217 code, needed with a price
 * @param stock pieces, or null if not known
 * @param availability or null if not known
 * @param status ACTIVE unless said otherwise
 * @param images URLs of pictures, the main one first
 * @param variants forms it is sold in
 * @param attributes whatever else is known
 */
@Schema(name = "ProductContent")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProductContent(
    @Nullable @Size(min = 1, max = 128) @Pattern(regexp = TEXT) String externalId,
    @NotBlank @Size(max = 300) @Pattern(regexp = TEXT) String name,
    @Nullable @Size(max = 10_000) @Pattern(regexp = LINES) String description,
    @Nullable @Size(max = 200) @Pattern(regexp = TEXT) String brand,
    @Nullable @Size(max = 36) String categoryId,
    @Nullable @Size(min = 1, max = 64) @Pattern(regexp = TEXT) String sku,
    @Nullable @Pattern(regexp = GTIN) String gtin,
    @Nullable @Size(max = 2048) @Pattern(regexp = LINK) String url,
    @Nullable @PositiveOrZero @Max(MOST) Long price,
    @Nullable @PositiveOrZero @Max(MOST) Long listPrice,
    @Nullable @Pattern(regexp = "[A-Z]{3}") String currency,
    @Nullable @PositiveOrZero @Max(MOST) Long stock,
    @Nullable Availability availability,
    @Nullable Status status,
    @Nullable @Size(max = 20)
        List<@NotNull @Size(max = 2048) @Pattern(regexp = LINK) String> images,
    @Nullable @Size(max = 100) List<@NotNull @Valid Variant> variants,
    @Nullable @Size(max = 50)
        Map<
                @Size(min = 1, max = 64) @Pattern(regexp = TEXT) String,
                @NotNull @Size(max = 500) @Pattern(regexp = TEXT) String>
            attributes) {

  /** No control characters, and none that turn the direction of the text around them. */
  static final String TEXT = "[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*";

  static final String LINES =
      "([^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]|[\\n\\r\\t])*+";
  static final String GTIN = "[0-9]{8}|[0-9]{12,14}";
  static final String LINK = "https?://[!#-;=?-\\[\\]_a-z~]+";
  static final long MOST = 1_000_000_000_000L;

  /** Copies, and fills in what has a default. */
  public ProductContent {
    status = Objects.requireNonNullElse(status, Status.ACTIVE);
    images = images == null ? List.of() : Collections.unmodifiableList(images.stream().toList());
    variants =
        variants == null ? List.of() : Collections.unmodifiableList(variants.stream().toList());
    attributes =
        attributes == null
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /**
   * @return ACTIVE unless said otherwise
   */
  @Override
  public Status status() {
    return Objects.requireNonNull(status);
  }

  /**
   * @return may be empty
   */
  @Override
  public List<String> images() {
    return Objects.requireNonNull(images);
  }

  /**
   * @return may be empty
   */
  @Override
  public List<Variant> variants() {
    return Objects.requireNonNull(variants);
  }

  /**
   * @return may be empty
   */
  @Override
  public Map<String, String> attributes() {
    return Objects.requireNonNull(attributes);
  }

  ProductContent withExternalId(String id) {
    return new ProductContent(
        id,
        name,
        description,
        brand,
        categoryId,
        sku,
        gtin,
        url,
        price,
        listPrice,
        currency,
        stock,
        availability,
        status,
        images,
        variants,
        attributes);
  }
}
