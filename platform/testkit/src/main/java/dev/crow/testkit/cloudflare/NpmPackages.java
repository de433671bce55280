package dev.crow.testkit.cloudflare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Installs what a package-lock.json names, once. */
final class NpmPackages {

  private static final int INSTALL_SECONDS = 180;

  private NpmPackages() {}

  /**
   * One after the other: several test classes may want the same packages at the same time.
   *
   * @param from the folder of package.json and package-lock.json
   * @param to where node_modules goes, unless it is there already
   * @return false if this machine has no npm, or npm cannot get the packages
   */
  static synchronized boolean install(Path from, Path to) throws IOException {
    Path lock = from.resolve("package-lock.json");
    Path installed = to.resolve("installed-lock.json");
    if (Files.exists(installed) && Files.mismatch(lock, installed) < 0) {
      return true;
    }
    Files.createDirectories(to);
    for (String file : new String[] {"package.json", "package-lock.json"}) {
      Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!npm(to)) {
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
    Integer exit = waitFor(npm, INSTALL_SECONDS);
    return exit != null && exit == 0;
  }

  /** The exit code, or null if it took too long; then the process is killed. */
  static @Nullable Integer waitFor(Process process, int seconds) {
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
}
