package dev.crow.interaction.description;

import dev.crow.contracts.web.v1.WebEvent;
import org.jspecify.annotations.Nullable;

/**
 * A product as the session's events name it.
 *
 * @param id the brand's id, or the name where no id was sent
 * @param name cleaned; the first one sent under this id
 * @param named the event that holds the name (or, without one, the id)
 */
record Product(String id, @Nullable String name, WebEvent named) {

  /** Nothing is known of it but that it exists. */
  boolean isUnknown() {
    return id.isEmpty() && name == null;
  }

  /** How a sentence calls it. */
  String label() {
    if (name != null) {
      return ProductNames.inSentence(name);
    }
    String shown = CleanText.of(id);
    return shown == null ? "an unnamed product" : "product " + Words.quote(shown);
  }
}
