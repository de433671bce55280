package dev.crow.security;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one caller was refused for want of a permission, once or many times.
 *
 * @param id names it for ever: told twice, it is still the same
 * @param caller who was refused, as of the first time
 * @param operations the controller methods, as {@code Class#method}; several with commas between,
 *     and an ellipsis where there were too many to name
 * @param times how often, at least 1
 * @param requestId the first refused request
 * @param first when it was refused
 * @param last when the last one was
 */
public record Refusal(
    String id,
    Caller caller,
    String operations,
    int times,
    @Nullable String requestId,
    Instant first,
    Instant last) {

  /** The action's name in an audit log. */
  public static final String ACTION = "permission.denied";

  /** Checks what it is told. */
  public Refusal {
    Objects.requireNonNull(caller);
    if (times < 1) {
      throw new IllegalArgumentException("A refusal happened at least once");
    }
  }

  /**
   * @return the caller as audit logs name it, such as {@code user:<id>} or {@code key:<id>}
   */
  public String actor() {
    String kind =
        switch (caller.kind()) {
          case SESSION -> "user";
          case WRITE_KEY, SECRET_KEY -> "key";
          case PUBLIC -> "address";
          case SYSTEM -> "system";
        };
    return kind + ":" + caller.subject();
  }

  /**
   * @return what was asked for, as audit logs name it
   */
  public String object() {
    return "operation:" + operations;
  }
}
