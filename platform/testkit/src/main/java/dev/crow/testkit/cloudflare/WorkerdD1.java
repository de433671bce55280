package dev.crow.testkit.cloudflare;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * D1 itself, as the open-source runtime has it, behind the batch Worker. Needs Node and, once, npm
 * to fetch the runtime.
 */
public final class WorkerdD1 implements AutoCloseable {

  public static final String TOKEN = "workerd-d1-token";

  private final Process node;
  private final String address;

  private WorkerdD1(Process node, String address) {
    this.node = node;
    this.address = address;
  }

  /**
   * @param worker the folder of the Worker: {@code platform/d1-worker}
   * @param cache where the runtime is installed, unless it is there already
   * @return empty if this machine has no Node or cannot get the runtime
   */
  public static Optional<WorkerdD1> start(Path worker, Path cache) throws IOException {
    if (!install(worker, cache)) {
      return Optional.empty();
    }
    Path script = cache.resolve("serve.mjs");
    Files.copy(worker.resolve("test/serve.mjs"), script, StandardCopyOption.REPLACE_EXISTING);
    Process node =
        new ProcessBuilder(
                "node", script.toString(), worker.resolve("src/worker.js").toString(), TOKEN)
            .redirectError(cache.resolve("workerd.log").toFile())
            .start();
    // Not closed: it lives as long as the process.
    BufferedReader out = node.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("listening ")) {
        return Optional.of(new WorkerdD1(node, line.substring("listening ".length())));
      }
    }
    node.destroy();
    throw new IOException("The Worker did not start: " + cache.resolve("workerd.log"));
  }

  private static boolean install(Path worker, Path cache) throws IOException {
    Path lock = worker.resolve("package-lock.json");
    Path installed = cache.resolve("installed-lock.json");
    if (Files.exists(installed) && Files.mismatch(lock, installed) < 0) {
      return true;
    }
    Files.createDirectories(cache);
    for (String file : new String[] {"package.json", "package-lock.json"}) {
      Files.copy(worker.resolve(file), cache.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!npm(cache)) {
      return false;
    }
    Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  private static boolean npm(Path folder) throws IOException {
    Process npm;
    try {
      npm =
          new ProcessBuilder(
                  "npm", "ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=1")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.log").toFile())
              .start();
    } catch (IOException e) {
      return false; // no npm on this machine
    }
    Integer exit = waitFor(npm, 180);
    return exit != null && exit == 0;
  }

  private static @Nullable Integer waitFor(Process process, int seconds) {
    try {
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return null;
  }

  /** Without the token, which is {@link #TOKEN}. */
  public String jdbcUrl() {
    return "jdbc:d1:///contract?endpoint=" + address;
  }

  /** The Worker's own address, with a slash at its end. */
  public String address() {
    return address;
  }

  /** The script ends when its input does. */
  @Override
  public void close() throws IOException {
    node.getOutputStream().close();
    waitFor(node, 10);
  }
}
