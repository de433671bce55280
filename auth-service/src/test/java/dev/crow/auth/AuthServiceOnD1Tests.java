package dev.crow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.testkit.cloudflare.FakeD1;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The same service on D1: nothing but its database's URL is different. */
class AuthServiceOnD1Tests extends AuthServiceTests {

  private @Nullable FakeD1 d1;

  @Override
  RunningService running(Path dir) {
    FakeD1 d1 = FakeD1.start(dir.resolve("d1.db"));
    this.d1 = d1;
    return new RunningService(
        dir,
        "--spring.datasource.url=" + d1.jdbcUrl(),
        "--spring.datasource.password=" + FakeD1.TOKEN);
  }

  @AfterAll
  void stopD1() {
    if (d1 != null) {
      assertThat(d1.requests()).isPositive();
      d1.close();
    }
  }
}
