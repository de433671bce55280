package dev.crow.testkit.cloudflare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** What npm fetches once for tests that need programs written in JavaScript. */
public final class NpmPackages {

  private static final int LONGEST_SECONDS = 180;

  private NpmPackages() {}

  /**
   * Does nothing if these packages are there already.
   *
   * @param described holds {@code package.json} and {@code package-lock.json}
   * @param folder gets {@code node_modules}
   * @return whether they are there; not if this machine has no npm, or npm cannot get them
   */
  public static boolean install(Path described, Path folder) throws IOException {
    Path lock = described.resolve("package-lock.json");
    Path installed = folder.resolve("installed-lock.json");
    if (Files.exists(installed) && Files.mismatch(lock, installed) < 0) {
      return true;
    }
    Files.createDirectories(folder);
    for (String file : new String[] {"package.json", "package-lock.json"}) {
      Files.copy(
          described.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!npm(folder)) {
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
    try {
      if (npm.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        return npm.exitValue() == 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    npm.destroyForcibly();
    return false;
  }
}
