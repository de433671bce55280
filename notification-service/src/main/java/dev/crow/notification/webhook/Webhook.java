package dev.crow.notification.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an organization wants to be told.
 *
 * @param id names it
 * @param organizationId whose
 * @param url where events are posted
 * @param description for people
 * @param types of events: {@code *} for all but single interactions, {@code pattern.*}, or one
 * @param enabled whether anything is sent
 * @param disabledReason why it was switched off, if CROW did
 * @param secret sealed
 * @param oldSecret sealed; null if there is none
 * @param oldUntil how long the old one signs as well
 * @param failingSince first failure since the last success; null if the last attempt succeeded
 */
record Webhook(
    String id,
    String organizationId,
    String url,
    String description,
    List<String> types,
    boolean enabled,
    @Nullable String disabledReason,
    String secret,
    @Nullable String oldSecret,
    @Nullable Instant oldUntil,
    @Nullable Instant failingSince,
    Instant createdAt,
    Instant updatedAt) {

  /** The type of what is so frequent that it has to be asked for by name. */
  static final String INTERACTIONS = "interaction.recorded";

  Webhook {
    types = List.copyOf(types);
  }

  boolean wants(String type) {
    return types.stream().anyMatch(wanted -> matches(wanted, type));
  }

  private static boolean matches(String wanted, String type) {
    if (wanted.equals(type)) {
      return true;
    }
    if (type.equals(INTERACTIONS)) {
      return false;
    }
    return wanted.equals("*")
        || (wanted.endsWith(".*") && type.startsWith(wanted.substring(0, wanted.length() - 1)));
  }

  @Override
  public String toString() {
    return "Webhook[" + id + "]";
  }
}
