package dev.crow.security;

import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** Finds what a controller method states, for those who enforce it and those who document it. */
final class RequiredPermissions {

  private RequiredPermissions() {}

  static Optional<RequiresPermission> of(HandlerMethod method) {
    RequiresPermission own = method.getMethodAnnotation(RequiresPermission.class);
    return Optional.ofNullable(
        own != null
            ? own
            : AnnotatedElementUtils.findMergedAnnotation(
                method.getBeanType(), RequiresPermission.class));
  }
}
