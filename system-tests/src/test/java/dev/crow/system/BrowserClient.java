package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the folder {@code clients} that drives Chromium; its last line is its result. */
final class BrowserClient {

  private final Path folder;

  BrowserClient(String name) {
    this.folder = Path.of("clients", name).toAbsolutePath();
  }

  /** Fetches what the program needs, once. */
  void install() throws IOException, InterruptedException {
    if (!Files.exists(folder.resolve("node_modules/playwright-core"))) {
      run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
    }
  }

  /**
   * @param words the program's arguments
   * @return the last line it printed
   */
  String visit(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", "visit.mjs"));
    command.addAll(List.of(words));
    return run(command).lines().toList().getLast();
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("client", ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output + Files.readString(errors)).isZero();
    Files.delete(errors);
    return output.strip();
  }

  static String chromium() {
    return List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .stream()
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("No Chromium was found; install it (apt install chromium)"));
  }
}
