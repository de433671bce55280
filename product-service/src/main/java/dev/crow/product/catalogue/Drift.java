package dev.crow.product.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The website says otherwise than the catalogue, where somebody entered a value by hand.
 *
 * @param field of the product
 * @param catalogue the value here, as text; null if there is none
 * @param website the value there, as text
 * @param since when it was first seen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Drift(
    String field, @Nullable String catalogue, @Nullable String website, Instant since) {}
