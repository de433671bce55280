package dev.crow.security;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks twice a day whether the service's certificate has to be replaced. */
final class CertificateRenewal implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CertificateRenewal.class);
  private static final Duration EVERY = Duration.ofHours(12);

  private final ScheduledExecutorService scheduler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("certificate-renewal").factory());
  private final Runnable renewal;

  /**
   * @param renewal replaces the certificate if it ends soon
   */
  CertificateRenewal(Runnable renewal) {
    this.renewal = renewal;
    var _ =
        scheduler.scheduleWithFixedDelay(
            this::renew, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private void renew() {
    try {
      renewal.run();
    } catch (RuntimeException e) {
      // The present one is good for weeks; an exception would end the schedule.
      log.warn("The service's certificate could not be renewed", e);
    }
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
