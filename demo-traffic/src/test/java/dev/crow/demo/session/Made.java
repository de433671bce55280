package dev.crow.demo.session;

import dev.crow.demo.world.PlantedTruths;
import dev.crow.demo.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Sessions for tests. */
final class Made {

  static final World WORLD = World.standard();
  static final Instant NOW = Instant.parse("2026-10-14T15:20:30.123456Z");
  static final Duration WEEK = Duration.ofDays(7);

  private Made() {}

  static List<DemoSession> sessions(int count) {
    return sessions(count, 42, NOW, PlantedTruths.ALL);
  }

  static List<DemoSession> sessions(int count, long seed, Instant now, Set<String> planted) {
    return new SessionGenerator(WORLD, seed, now, WEEK, planted).stream().limit(count).toList();
  }
}
