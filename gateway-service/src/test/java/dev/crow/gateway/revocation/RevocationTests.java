package dev.crow.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.CredentialRevoked;
import dev.crow.gateway.Gateway;
import dev.crow.kafka.embedded.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevocationTests {

  private static final Duration PROMISED = Duration.ofSeconds(5);

  private final JsonMapper json = JsonMapper.builder().build();

  @SuppressWarnings("NullAway.Init")
  private EmbeddedBroker broker;

  @SuppressWarnings("NullAway.Init")
  private KafkaProducer<String, byte[]> producer;

  @SuppressWarnings("NullAway.Init")
  private Gateway gateway;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    broker = EmbeddedBroker.start(directory, 0, 0);
    Map<String, Object> servers = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(servers)) {
      admin
          .createTopics(List.of(new NewTopic(Topics.CREDENTIAL_REVOCATIONS, 2, (short) 1)))
          .all()
          .get();
    }
    producer = new KafkaProducer<>(servers, new StringSerializer(), new ByteArraySerializer());
    gateway =
        new Gateway(
            "spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
            "crow.gateway.limits.enabled=false");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> health().contains("\"revocations\":{\"status\":\"UP\"}"));
  }

  @BeforeEach
  void reset() {
    gateway.webIngest.reset();
    gateway.auth.accounts.reset();
  }

  @AfterAll
  void stop() throws Exception {
    gateway.close();
    producer.close(Duration.ZERO);
    broker.close();
  }

  private String health() {
    return gateway.get("/actuator/health").body();
  }

  private void publish(CredentialRevoked.Kind kind, String id) throws Exception {
    byte[] value = json.writeValueAsBytes(new CredentialRevoked("org", kind, id, Instant.now()));
    producer.send(new ProducerRecord<>(Topics.CREDENTIAL_REVOCATIONS, "org", value)).get();
  }

  private int status(String credential) {
    return gateway.get("/api/v1/ledger", "Authorization: Bearer " + credential).status();
  }

  private void endsWithinThePromise(String credential, CredentialRevoked.Kind kind, String id)
      throws Exception {
    assertThat(status(credential)).isEqualTo(202);
    gateway.auth.end(credential);
    assertThat(status(credential)).isEqualTo(202);

    publish(kind, id);

    await().atMost(PROMISED).until(() -> status(credential) == 401);
  }

  @Test
  void aRevokedKeyStopsWorkingUnderLoad() throws Exception {
    String key = gateway.auth.secretKey();
    String other = gateway.auth.secretKey();
    String id = gateway.auth.subjectOf(key);
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong lastSuccess = new AtomicLong();
    AtomicLong refused = new AtomicLong();
    AtomicLong othersRefused = new AtomicLong();
    long published;
    try (ExecutorService load = Executors.newVirtualThreadPerTaskExecutor();
        AutoCloseable _ = () -> over.set(true)) {
      for (int i = 0; i < 8; i++) {
        load.execute(
            () -> {
              while (!over.get()) {
                if (status(key) == 202) {
                  lastSuccess.set(System.nanoTime());
                } else {
                  refused.incrementAndGet();
                }
                othersRefused.addAndGet(status(other) == 202 ? 0 : 1);
              }
            });
      }
      await().until(() -> lastSuccess.get() != 0);
      gateway.auth.end(key);
      published = System.nanoTime();
      publish(CredentialRevoked.Kind.KEY, id);
      await().atMost(PROMISED).until(() -> refused.get() > 100);
    }
    assertThat(Duration.ofNanos(lastSuccess.get() - published)).isLessThan(PROMISED);
    assertThat(othersRefused).hasValue(0);
  }

  @Test
  void anEndedSessionStopsWorking() throws Exception {
    String session = gateway.auth.session("ann");
    endsWithinThePromise(
        session, CredentialRevoked.Kind.SESSION, gateway.auth.sessionIdOf(session));
  }

  @Test
  void aRemovedUsersSessionsStopWorking() throws Exception {
    endsWithinThePromise(gateway.auth.session("ben"), CredentialRevoked.Kind.USER, "ben");
  }

  @Test
  void anErasedOrganizationsKeysStopWorking() throws Exception {
    endsWithinThePromise(
        gateway.auth.secretKey("gone"), CredentialRevoked.Kind.ORGANIZATION, "gone");
  }

  @Test
  void whatCannotBeReadEndsEverything() throws Exception {
    String key = gateway.auth.secretKey();
    assertThat(status(key)).isEqualTo(202);
    gateway.auth.end(key);

    producer
        .send(new ProducerRecord<>(Topics.CREDENTIAL_REVOCATIONS, "org", new byte[] {'{'}))
        .get();

    await().atMost(PROMISED).until(() -> status(key) == 401);
  }
}
