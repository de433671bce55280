package dev.crow.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.fppt.jedismock.RedisServer;
import dev.crow.gateway.route.RouteClass;
import dev.crow.testkit.redis.TestRedis;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counts over the Redis protocol. */
class SharedBucketsTests {

  private static final Rule TEN =
      Rule.of(RouteClass.API, Scope.CREDENTIAL, Limit.of("1/1h burst 10"));

  private final List<SharedBuckets> gateways = new ArrayList<>();
  private final String id = UUID.randomUUID().toString();
  private final TestRedis redis = TestRedis.start();
  private final String uri = redis.uri();

  @AfterEach
  void stop() {
    gateways.forEach(SharedBuckets::close);
    redis.close();
  }

  private SharedBuckets gateway(String at) {
    SharedBuckets gateway =
        new SharedBuckets(RedisURI.create(at), Duration.ofSeconds(2), new LocalBuckets(100), 2);
    gateways.add(gateway);
    return gateway;
  }

  private static long granted(Buckets buckets, Rule rule, String id, int times) {
    long granted = 0;
    for (int i = 0; i < times; i++) {
      granted += buckets.take(rule, id).granted() ? 1 : 0;
    }
    return granted;
  }

  @Test
  void severalGatewaysGrantALimitOnceTogether() throws Exception {
    List<SharedBuckets> three = List.of(gateway(uri), gateway(uri), gateway(uri));
    long granted = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> all =
          three.stream().map(one -> threads.submit(() -> granted(one, TEN, id, 8))).toList();
      for (Future<Long> one : all) {
        granted += one.get();
      }
    }

    assertThat(granted).isEqualTo(10);
    assertThat(three).allSatisfy(one -> assertThat(one.state()).isEqualTo("shared"));
  }

  @Test
  void tellsWhereTheSharedBucketStands() {
    gateway(uri).take(TEN, id);

    Allowance second = gateway(uri).take(TEN, id);

    assertThat(second.remaining()).isEqualTo(8);
    assertThat(second.resetSeconds()).isBetween(7100L, 7200L);
  }

  @Test
  void keepsADailyCapTogether() {
    Rule cap = Rule.of(RouteClass.INGEST, Scope.DAY, Limit.daily(5));

    assertThat(granted(gateway(uri), cap, id, 3) + granted(gateway(uri), cap, id, 3)).isEqualTo(5);
    assertThat(gateway(uri).take(cap, id).resetSeconds()).isBetween(1L, 86_400L);
  }

  @Test
  void grantsItsShareWhileTheStoreIsAwayFromTheStart() {
    SharedBuckets alone = gateway("redis://127.0.0.1:1");

    assertThat(granted(alone, TEN, id, 20)).isEqualTo(5);
    assertThat(alone.state()).isEqualTo("local share");
  }

  @Test
  void grantsItsShareWhileTheStoreIsAwayAndCountsTogetherAgainAfterwards() throws Exception {
    RedisServer server = RedisServer.newRedisServer();
    server.start();
    int port = server.getBindPort();
    SharedBuckets gateway = gateway("redis://127.0.0.1:" + port);
    assertThat(granted(gateway, TEN, id, 4)).isEqualTo(4);

    server.stop();
    assertThat(granted(gateway, TEN, id, 20)).isEqualTo(5);
    assertThat(gateway.state()).isEqualTo("local share");

    RedisServer again = RedisServer.newRedisServer(port);
    again.start();
    try {
      await()
          .untilAsserted(
              () -> {
                gateway.take(TEN, "probe");
                assertThat(gateway.state()).isEqualTo("shared");
              });
      assertThat(granted(gateway, TEN, id, 20)).isEqualTo(10);
    } finally {
      again.stop();
    }
  }
}
