package dev.crow.product.category;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a category.
 *
 * @param name unique below its parent; without {@code >}, which divides paths
 * @param parentId the wider one, or null
 */
@Schema(name = "CategoryContent")
record CategoryContent(
    @NotBlank
        @Size(max = 100)
        @Pattern(regexp = "[^>\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*")
        String name,
    @Nullable @Size(max = 36) String parentId) {}
