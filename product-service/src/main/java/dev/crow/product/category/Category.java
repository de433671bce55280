package dev.crow.product.category;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A category of an organization's products.
 *
 * @param id UUIDv7
 * @param parentId the wider one, or null
 * @param name for people, unique below its parent
 * @param version grows with each change; the entity tag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Category(
    String id, @Nullable String parentId, String name, @JsonIgnore long version) {}
