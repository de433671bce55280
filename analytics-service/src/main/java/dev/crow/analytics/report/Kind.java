package dev.crow.analytics.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.crow.contracts.Permissions;
import dev.crow.contracts.export.v1.ExportKinds;
import dev.crow.security.Caller;
import java.util.Locale;

/** What can be exported. */
public enum Kind {
  @JsonProperty(ExportKinds.INTERACTIONS)
  INTERACTIONS(Permissions.INTERACTIONS_READ),
  @JsonProperty(ExportKinds.PATTERNS)
  PATTERNS(Permissions.PATTERNS_READ),
  @JsonProperty(ExportKinds.PRODUCTS)
  PRODUCTS(Permissions.PRODUCTS_MANAGE),
  @JsonProperty(ExportKinds.ANALYTICS)
  ANALYTICS(Permissions.INTERACTIONS_READ);

  private final String permission;

  Kind(String permission) {
    this.permission = permission;
  }

  /**
   * @return what reading such rows one by one needs
   */
  public String permission() {
    return permission;
  }

  /**
   * @param caller somebody
   * @return whether they may read such rows
   */
  public boolean mayBeReadBy(Caller caller) {
    return caller.may(permission);
  }

  /**
   * @return its name
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param word a name
   * @return the kind called so
   */
  public static Kind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
