package dev.crow.demo.driver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes only by pausing. */
public final class FakeTime extends Clock implements Pauses {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-10-14T15:20:30Z"));
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  @Override
  public void pause(Duration time) {
    pauses.add(time);
    now.updateAndGet(instant -> instant.plus(time));
  }

  public List<Duration> pauses() {
    return pauses.stream().filter(pause -> !pause.isZero()).toList();
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
