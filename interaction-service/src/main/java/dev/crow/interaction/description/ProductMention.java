package dev.crow.interaction.description;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A product a session touched.
 *
 * @param productId the brand's id, or its name where no id was sent
 * @param name cleaned for display; the first one sent
 * @param roles what was done with it, in the order it was done
 */
public record ProductMention(String productId, @Nullable String name, Set<Role> roles) {

  /** Copies the roles in their order. */
  public ProductMention {
    roles = Collections.unmodifiableSet(new LinkedHashSet<>(roles));
  }

  /** What a visitor did with a product. */
  public enum Role {
    /** Looked at its page. */
    VIEWED,
    /** Enlarged a picture of it. */
    ZOOMED,
    /** Picked a size, colour or other variant of it. */
    CHOSEN,
    /** Put it in the cart. */
    CARTED,
    /** Took it out of the cart. */
    REMOVED,
    /** Bought it. */
    PURCHASED
  }
}
