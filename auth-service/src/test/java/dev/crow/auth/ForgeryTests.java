package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Permissions;
import dev.crow.contracts.Services;
import dev.crow.security.Caller;
import dev.crow.testkit.security.TestIssuer;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgeryTests {

  @TempDir Path dir;

  @Test
  void refusesEveryForgedTokenAtItsOwnOperations() {
    Caller caller =
        new Caller("org-a", "u1", Caller.Kind.SESSION, Set.of(Permissions.API_KEYS_MANAGE));
    try (TestIssuer issuer = TestIssuer.start();
        RunningService service =
            new RunningService(dir, "--crow.security.jwks-uri=" + issuer.jwksUri())) {
      assertThat(status(service, issuer.token(Services.AUTH, caller))).isEqualTo(200);
      issuer
          .forgeries(Services.AUTH, caller)
          .forEach((name, token) -> assertThat(status(service, token)).as(name).isEqualTo(401));
    }
  }

  private static int status(RunningService service, String token) {
    return service.get("/api/v1/auth/api-keys", "Authorization", "Bearer " + token).status();
  }
}
