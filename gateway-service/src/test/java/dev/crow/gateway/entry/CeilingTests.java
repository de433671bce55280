package dev.crow.gateway.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.FakeService;
import dev.crow.gateway.Gateway;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CeilingTests {

  private final Gateway gateway =
      new Gateway("crow.gateway.max-requests=1", "crow.gateway.max-streams=1");
  private final String key = "X-API-Key: " + gateway.auth.secretKey();

  @AfterAll
  void close() throws Exception {
    gateway.close();
  }

  @Test
  void refusesWhatIsOneTooManyAtOnceAndSaysWhenToCome() {
    whileOneIsOnItsWay(
        () -> {
          Gateway.Answer refused =
              gateway.post("/batch", "{}", key, "Origin: https://shop.example");

          assertThat(refused.problem()).isEqualTo("503 service-unavailable");
          assertThat(refused.header("Retry-After")).isEqualTo("2");
          assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("*");
        });
    assertThat(gateway.post("/batch", "{}", key).status()).isEqualTo(202);
  }

  @Test
  void countsStreamsApart() {
    whileOneIsOnItsWay(
        () ->
            assertThat(gateway.get("/api/v1/ledger", key, "Accept: text/event-stream").status())
                .isEqualTo(202));
  }

  @Test
  void tellsThatItLivesHoweverBusyItIs() {
    whileOneIsOnItsWay(
        () -> assertThat(gateway.get("/actuator/health/liveness").status()).isEqualTo(200));
  }

  private void whileOneIsOnItsWay(Runnable look) {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    CompletableFuture<Void> over = new CompletableFuture<>();
    gateway.webIngest.answer(
        exchange -> {
          arrived.complete(null);
          over.join();
          FakeService.send(exchange, 202, "application/json", "{}");
        });
    CompletableFuture<Gateway.Answer> first =
        CompletableFuture.supplyAsync(() -> gateway.post("/batch", "{}", key));
    arrived.join();
    gateway.webIngest.reset();
    try {
      look.run();
    } finally {
      over.complete(null);
      assertThat(first.join().status()).isEqualTo(202);
    }
  }
}
