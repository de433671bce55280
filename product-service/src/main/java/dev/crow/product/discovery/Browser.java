package dev.crow.product.discovery;

import dev.crow.fetch.FetchProperties;
import dev.crow.fetch.Fetched;
import dev.crow.fetch.Fetchers;
import dev.crow.fetch.GuardedProxy;
import dev.crow.fetch.Names;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Shows one page in a headless Chromium of its own, with an empty profile, and gives the document
 * its scripts made. Its only way out is a {@link GuardedProxy}; what does not speak through a proxy
 * does not get out at all. It is gone, with all it wrote, when the page is done.
 */
final class Browser {

  private static final Logger log = LoggerFactory.getLogger(Browser.class);

  private final BrowserProperties properties;
  private final FetchProperties limits;

  Browser(BrowserProperties properties, FetchProperties limits) {
    this.properties = properties;
    this.limits = limits;
  }

  /** How many pages of one discovery are shown. */
  int mostPages() {
    return properties.enabled() ? properties.maxPages() : 0;
  }

  /** Empty if there is no browser, or it did not get done. */
  Optional<Fetched> render(URI page) {
    if (!properties.enabled()) {
      return Optional.empty();
    }
    try (GuardedProxy proxy =
        Fetchers.proxy(limits, Names.SYSTEM, properties.maxTraffic().toBytes())) {
      return render(page, proxy);
    } catch (IOException e) {
      log.warn("The browser {} did not work: {}", properties.executable(), e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Fetched> render(URI page, GuardedProxy proxy) throws IOException {
    Path profile = Files.createTempDirectory("crow-browser");
    try {
      ProcessBuilder builder = new ProcessBuilder(command(page, proxy, profile));
      Map<String, String> environment = builder.environment();
      // Nothing of the service's own environment is a page's business.
      environment.keySet().retainAll(List.of("PATH", "LANG"));
      environment.put("HOME", profile.toString());
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        return document(page, process);
      } finally {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } finally {
      FileSystemUtils.deleteRecursively(profile);
    }
  }

  private Optional<Fetched> document(URI page, Process process) throws IOException {
    process.getOutputStream().close();
    int most = Math.toIntExact(limits.maxBody().toBytes());
    CompletableFuture<byte[]> output =
        CompletableFuture.supplyAsync(
            () -> {
              try (InputStream out = process.getInputStream()) {
                return out.readNBytes(most);
              } catch (IOException e) {
                log.debug("The browser's answer broke off", e);
                return new byte[0];
              }
            },
            command -> Thread.ofVirtual().start(command));
    try {
      if (!process.waitFor(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
      byte[] body = output.get(1, TimeUnit.SECONDS);
      return process.exitValue() == 0 && body.length > 0
          ? Optional.of(new Fetched(page, 200, "text/html; charset=utf-8", body, null))
          : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The service stops", e);
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  private List<String> command(URI page, GuardedProxy proxy, Path profile) {
    List<String> command =
        new ArrayList<>(
            List.of(
                properties.executable().toString(),
                "--headless=new",
                "--dump-dom",
                "--proxy-server=http://127.0.0.1:" + proxy.port(),
                // Without this, Chromium goes to the loopback past its proxy.
                "--proxy-bypass-list=<-loopback>",
                "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
                "--user-data-dir=" + profile,
                "--user-agent=" + limits.userAgent(),
                "--virtual-time-budget=8000",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-default-apps",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-file-system",
                "--disable-sync",
                "--no-first-run",
                "--no-default-browser-check",
                "--block-new-web-contents",
                "--mute-audio"));
    command.addAll(properties.arguments());
    command.add(page.toString());
    return command;
  }
}
