package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The clients are written against types that somebody generated; the suite goes on without them.
 */
@ExtendWith(SharedSuite.class)
class ClientTypesTests {

  private static final Path CLIENTS = Path.of("../clients").toAbsolutePath().normalize();

  @Test
  void theTypesOfTheClientsAreThoseOfTheSuite(RunningSuite suite) throws Exception {
    if (!Files.exists(CLIENTS.resolve("node_modules/openapi-typescript"))) {
      run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }
    run("node", "api/generate.mjs", "--check", suite.api().gateway());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(CLIENTS.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }
}
