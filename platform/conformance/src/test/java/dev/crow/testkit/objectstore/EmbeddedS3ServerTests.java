package dev.crow.testkit.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crow.objectstore.Buckets;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.objectstore.ObjectSummary;
import dev.crow.objectstore.S3Credentials;
import dev.crow.objectstore.embedded.EmbeddedS3Exception;
import dev.crow.objectstore.embedded.EmbeddedS3Server;
import dev.crow.objectstore.s3.S3Clients;
import dev.crow.objectstore.s3.S3ObjectStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedS3ServerTests {

  private static final String BUCKET = "crow-storage";
  private static final ObjectKey KEY = ObjectKey.of("raw/sessions", "org-1", "web", "s-1.json");

  @TempDir Path folder;
  private EmbeddedS3Server server;

  @BeforeEach
  void start() {
    server = EmbeddedS3Server.start(folder, 0, BUCKET);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refusesARequestWithoutASignature() throws Exception {
    with(server.credentials(), BUCKET, store -> store.put(KEY, text("secret")));
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI object = server.endpoint().resolve("/" + BUCKET + "/" + KEY.value());
      var read = http.send(HttpRequest.newBuilder(object).build(), BodyHandlers.ofString());
      assertThat(read.statusCode()).isEqualTo(403);
      assertThat(read.body()).doesNotContain("secret");
      var write =
          HttpRequest.newBuilder(object)
              .PUT(HttpRequest.BodyPublishers.ofString("overwritten"))
              .build();
      assertThat(http.send(write, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
    }
    with(server.credentials(), BUCKET, store -> assertThat(read(store)).isEqualTo("secret"));
  }

  @Test
  void refusesAWrongSecretForEveryCall() {
    S3Credentials wrong = new S3Credentials(server.credentials().accessKeyId(), "not-the-secret");
    with(wrong, BUCKET, EmbeddedS3ServerTests::refusesEverything);
  }

  @Test
  void refusesAnUnknownAccessKey() {
    S3Credentials unknown = new S3Credentials("somebody", server.credentials().secretAccessKey());
    with(unknown, BUCKET, EmbeddedS3ServerTests::refusesEverything);
  }

  @Test
  void refusesABucketThatIsNotThere() {
    with(server.credentials(), "another-bucket", EmbeddedS3ServerTests::refusesEverything);
  }

  private static void refusesEverything(ObjectStore store) {
    assertThatExceptionOfType(ObjectStoreException.Refused.class)
        .isThrownBy(() -> store.put(KEY, text("x")));
    assertThatExceptionOfType(ObjectStoreException.Refused.class).isThrownBy(() -> store.get(KEY));
    assertThatExceptionOfType(ObjectStoreException.Refused.class)
        .isThrownBy(() -> store.list(ObjectPrefix.of("raw/sessions", "org-1"), null, 1));
  }

  @Test
  void keepsObjectsAndCredentialsOverARestart() {
    S3Credentials before = server.credentials();
    with(before, BUCKET, store -> store.put(KEY, text("kept")));
    server.close();
    server = EmbeddedS3Server.start(folder, 0, BUCKET);
    assertThat(server.credentials()).isEqualTo(before);
    with(before, BUCKET, store -> assertThat(read(store)).isEqualTo("kept"));
  }

  @Test
  void showsNoObjectInTheMakingAndRemovesWhatACrashLeftOfOne() throws Exception {
    with(server.credentials(), BUCKET, store -> store.put(KEY, text("whole")));
    Path remains =
        folder
            .resolve("buckets")
            .resolve(BUCKET)
            .resolve(KEY.value() + "-0b64ad1f-91f8-4cc0-a2ee-b2a0e4d1f6b7");
    Files.writeString(remains, "ha");
    with(
        server.credentials(),
        BUCKET,
        store ->
            assertThat(
                    store
                        .list(ObjectPrefix.of("raw/sessions", "org-1"), null, 10)
                        .objects()
                        .stream()
                        .map(ObjectSummary::key))
                .containsExactly(KEY));
    server.close();
    server = EmbeddedS3Server.start(folder, 0, BUCKET);
    Awaitility.await().until(() -> Files.notExists(remains));
    with(server.credentials(), BUCKET, store -> assertThat(read(store)).isEqualTo("whole"));
  }

  @Test
  void refusesAKeyThatLooksLikeAnObjectInTheMaking() {
    ObjectKey key = ObjectKey.of("area", "org-1", "a-0b64ad1f-91f8-4cc0-a2ee-b2a0e4d1f6b7");
    with(
        server.credentials(),
        BUCKET,
        store ->
            assertThatExceptionOfType(ObjectStoreException.Refused.class)
                .isThrownBy(() -> store.put(key, text("x"))));
  }

  @Test
  void aStoppedServerIsUnavailableNotEmpty() {
    S3Credentials credentials = server.credentials();
    URI endpoint = server.endpoint();
    server.close();
    try (var client =
        S3Clients.create(endpoint, "auto", credentials, true, Duration.ofSeconds(2))) {
      ObjectStore store = new S3ObjectStore(client, Buckets.one(BUCKET));
      assertThatExceptionOfType(ObjectStoreException.Unavailable.class)
          .isThrownBy(() -> store.get(KEY));
      assertThatExceptionOfType(ObjectStoreException.Unavailable.class)
          .isThrownBy(() -> store.put(KEY, text("x")));
    }
  }

  @Test
  void onlyTheOwnerCanReadTheCredentials() throws Exception {
    Path file = folder.resolve("credentials");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains(server.credentials().secretAccessKey());
    assertThat(server.credentials().toString())
        .doesNotContain(server.credentials().secretAccessKey());
    assertThat(folder.toFile().list())
        .containsExactlyInAnyOrder("buckets", "credentials", "lock", "rules");
  }

  @Test
  void refusesAFolderThatIsServedAlready() {
    assertThatExceptionOfType(EmbeddedS3Exception.class)
        .isThrownBy(() -> EmbeddedS3Server.start(folder, 0, BUCKET).close())
        .withMessageContaining("served by another process")
        .satisfies(e -> assertThat(e.action()).contains("CROW_OBJECT_STORE_ENDPOINT"));
  }

  @Test
  void listensOnTheLoopbackInterfaceOnly() {
    assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
    assertThat(server.properties())
        .containsEntry("crow.object-store.endpoint", server.endpoint().toString())
        .hasSize(3);
  }

  @Test
  void saysWhichPortIsTaken(@TempDir Path another) {
    int port = server.endpoint().getPort();
    assertThatExceptionOfType(EmbeddedS3Exception.class)
        .isThrownBy(() -> EmbeddedS3Server.start(another, port, BUCKET).close())
        .withMessageContaining(":" + port);
    // And the folder is free for another try.
    EmbeddedS3Server.start(another, 0, BUCKET).close();
  }

  @Test
  void saysWhichFolderItCannotUse() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "x");
    assertThatExceptionOfType(EmbeddedS3Exception.class)
        .isThrownBy(() -> EmbeddedS3Server.start(file, 0, BUCKET).close())
        .withMessageContaining(file.toString());
  }

  @Test
  void refusesACredentialsFileThatIsDamaged() throws Exception {
    server.close();
    Files.writeString(folder.resolve("credentials"), "half");
    assertThatExceptionOfType(EmbeddedS3Exception.class)
        .isThrownBy(() -> EmbeddedS3Server.start(folder, 0, BUCKET).close())
        .withMessageContaining("damaged");
  }

  private void with(S3Credentials credentials, String bucket, Consumer<ObjectStore> use) {
    try (var client =
        S3Clients.create(server.endpoint(), "auto", credentials, true, Duration.ofSeconds(10))) {
      use.accept(new S3ObjectStore(client, Buckets.one(bucket)));
    }
  }

  private static ObjectContent text(String text) {
    return new ObjectContent(text.getBytes(StandardCharsets.UTF_8), "application/json", Map.of());
  }

  private static String read(ObjectStore store) {
    return new String(store.get(KEY).orElseThrow().content().bytes(), StandardCharsets.UTF_8);
  }
}
