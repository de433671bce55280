package dev.crow.gateway;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the tests that need no special settings one gateway together. */
public final class SharedGateway implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedGateway.class);

  /** All tests ask from one address. */
  private static final String[] GENEROUS = {
    "crow.gateway.limits.api.per-address=100000/1m",
    "crow.gateway.limits.auth.per-address=100000/1m",
    "crow.gateway.limits.auth.per-network=100000/1m",
    "crow.gateway.limits.public.per-address=100000/1m",
    "crow.gateway.limits.public.per-network=100000/1m"
  };

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Gateway.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Gateway gateway =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Gateway.class, _ -> new Gateway(GENEROUS), Gateway.class);
    gateway.auth.down(false);
    gateway.webIngest.reset();
    gateway.auth.accounts.reset();
    return gateway;
  }
}
