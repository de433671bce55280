package dev.crow.security;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/**
 * Writes into an OpenAPI document what the code enforces, so that the two cannot differ: the
 * permission as {@code x-permission}, and whether a credential is needed.
 */
final class PermissionDocumentation implements GlobalOperationCustomizer, GlobalOpenApiCustomizer {

  static final String EXTENSION = "x-permission";
  static final String SCHEME = "bearerKey";

  /** What callers of {@link Caller.Kind#PUBLIC} hold. */
  private static final String NO_CREDENTIAL = "public";

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    RequiredPermissions.of(method)
        .ifPresent(
            needed -> {
              operation.addExtension(EXTENSION, needed.value());
              operation.setSecurity(
                  needed.value().equals(NO_CREDENTIAL)
                      ? List.of()
                      : List.of(new SecurityRequirement().addList(SCHEME)));
            });
    return operation;
  }

  @Override
  public void customise(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(new Components());
    }
    document
        .getComponents()
        .addSecuritySchemes(
            SCHEME, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
  }
}
