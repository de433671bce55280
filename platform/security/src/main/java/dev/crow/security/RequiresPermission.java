package dev.crow.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The permission a {@link Caller} needs for a controller method, or for all methods of a controller
 * (the method's own wins). A method reached with an internal token that states none is refused, so
 * nothing becomes open by forgetting.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresPermission {

  /**
   * @return such as {@code interactions:read}
   */
  String value();
}
