package dev.crow.security;

import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Finds what a controller method states, for those who enforce it, document it, or tell routes
 * apart by it. Reads annotations each time: who asks at every request remembers the answer.
 */
public final class RequiredPermissions {

  private RequiredPermissions() {}

  /**
   * @param method that handles a request
   * @return its own statement, else that of its class; empty if neither has one
   */
  public static Optional<RequiresPermission> of(HandlerMethod method) {
    RequiresPermission own = method.getMethodAnnotation(RequiresPermission.class);
    return Optional.ofNullable(
        own != null
            ? own
            : AnnotatedElementUtils.findMergedAnnotation(
                method.getBeanType(), RequiresPermission.class));
  }
}
