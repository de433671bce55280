package dev.crow.testkit.cloudflare;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   * @param databases besides the nameless one, each a name or {@code name=token of its own}
   * @return empty if this machine has no Node or cannot get the runtime
   */
  public static Optional<WorkerdD1> start(Path worker, Path cache, String... databases)
      throws IOException {
    if (!NpmPackages.install(worker, cache)) {
      return Optional.empty();
    }
    Path script = cache.resolve("serve.mjs");
    Files.copy(worker.resolve("test/serve.mjs"), script, StandardCopyOption.REPLACE_EXISTING);
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("node", script.toString(), worker.resolve("src/worker.js").toString(), TOKEN));
    command.addAll(List.of(databases));
    Process node =
        new ProcessBuilder(command).redirectError(cache.resolve("workerd.log").toFile()).start();
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

  /** Without the token, which is {@link #TOKEN}. */
  public String jdbcUrl() {
    return "jdbc:d1:///contract?endpoint=" + address;
  }

  /**
   * Of one of the databases it was started with, or of all of them.
   *
   * @param name <code>{database}</code> where a service puts its own database's name
   */
  public String jdbcUrl(String name) {
    return "jdbc:d1:///" + name + "?endpoint=" + address + name;
  }

  /** The Worker's own address, with a slash at its end. */
  public String address() {
    return address;
  }

  /** The script ends when its input does. */
  @Override
  public void close() throws IOException {
    node.getOutputStream().close();
    NpmPackages.waitFor(node, 10);
  }
}
