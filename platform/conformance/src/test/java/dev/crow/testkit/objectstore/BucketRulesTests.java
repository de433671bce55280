package dev.crow.testkit.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crow.objectstore.BucketRules;
import dev.crow.objectstore.Buckets;
import dev.crow.objectstore.LifecycleRule;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.objectstore.S3Credentials;
import dev.crow.objectstore.embedded.EmbeddedS3Server;
import dev.crow.objectstore.s3.S3BucketRules;
import dev.crow.objectstore.s3.S3Clients;
import dev.crow.objectstore.s3.S3ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

class BucketRulesTests {

  private static final Buckets BUCKETS = new Buckets("common", Map.of("exports", "exports"));
  private static final BucketRules RULES =
      new BucketRules(
          Map.of(
              "delete-exports",
              new LifecycleRule("exports/", Duration.ofDays(7), null),
              "archive-raw",
              new LifecycleRule("raw/", null, Duration.ofDays(30))),
          List.of("https://app.example.com"));

  @TempDir Path folder;
  private EmbeddedS3Server server;
  private S3Client client;
  private ObjectStore store;

  @BeforeEach
  void start() {
    server = EmbeddedS3Server.start(folder, 0, BUCKETS.all());
    client = client(server.credentials());
    store = new S3ObjectStore(client, BUCKETS);
  }

  private S3Client client(S3Credentials credentials) {
    return S3Clients.create(server.endpoint(), "auto", credentials, true, Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void areSetOnceAndOnlyWhereTheyDiffer() {
    S3BucketRules rules = new S3BucketRules(client, BUCKETS);
    assertThat(rules.apply(RULES)).containsExactly("common", "exports");
    assertThat(rules.apply(RULES)).isEmpty();
    BucketRules longer =
        new BucketRules(
            Map.of(
                "delete-exports",
                new LifecycleRule("exports/", Duration.ofDays(9), null),
                "archive-raw",
                new LifecycleRule("raw/", null, Duration.ofDays(30))),
            RULES.corsOrigins());
    assertThat(rules.apply(longer)).containsExactly("exports");
  }

  @Test
  void leaveTheRulesOfOthersAlone() {
    client.putBucketLifecycleConfiguration(
        request ->
            request
                .bucket("common")
                .lifecycleConfiguration(
                    lifecycle ->
                        lifecycle.rules(
                            software.amazon.awssdk.services.s3.model.LifecycleRule.builder()
                                .id("theirs")
                                .status(ExpirationStatus.ENABLED)
                                .filter(filter -> filter.prefix("tmp/"))
                                .expiration(expiration -> expiration.days(1))
                                .build())));
    new S3BucketRules(client, BUCKETS).apply(RULES);
    new S3BucketRules(client, BUCKETS).apply(new BucketRules(Map.of(), List.of()));
    assertThat(client.getBucketLifecycleConfiguration(r -> r.bucket("common")).rules())
        .extracting(software.amazon.awssdk.services.s3.model.LifecycleRule::id)
        .containsExactlyInAnyOrder("theirs", "crow-unfinished-uploads");
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> client.getBucketCors(r -> r.bucket("common")))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404));
  }

  @Test
  void outliveTheServer() {
    new S3BucketRules(client, BUCKETS).apply(RULES);
    client.close();
    server.close();
    server = EmbeddedS3Server.start(folder, 0, BUCKETS.all());
    client = client(server.credentials());
    assertThat(new S3BucketRules(client, BUCKETS).apply(RULES)).isEmpty();
  }

  @Test
  void areSetOnlyWithTheRightSecret() {
    S3Credentials wrong = new S3Credentials(server.credentials().accessKeyId(), "not-the-secret");
    try (S3Client stranger = client(wrong)) {
      assertThatExceptionOfType(ObjectStoreException.Refused.class)
          .isThrownBy(() -> new S3BucketRules(stranger, BUCKETS).apply(RULES));
    }
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> client.getBucketLifecycleConfiguration(r -> r.bucket("common")))
        .satisfies(
            e ->
                assertThat(e.awsErrorDetails().errorCode())
                    .isEqualTo("NoSuchLifecycleConfiguration"));
  }

  @Test
  void areRefusedIfTheServerCouldNotKeepThem() {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                client.putBucketLifecycleConfiguration(
                    request ->
                        request
                            .bucket("common")
                            .lifecycleConfiguration(
                                lifecycle ->
                                    lifecycle.rules(
                                        software.amazon.awssdk.services.s3.model.LifecycleRule
                                            .builder()
                                            .id("by-tag")
                                            .status(ExpirationStatus.ENABLED)
                                            .filter(f -> f.tag(t -> t.key("a").value("b")))
                                            .expiration(e -> e.days(1))
                                            .build()))))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501));
  }

  @Test
  void deleteWhatIsOldAndNothingElse() {
    new S3BucketRules(client, BUCKETS).apply(RULES);
    ObjectKey export = put("exports", "old.json");
    ObjectKey picture = put("pictures", "kept.png");
    assertThat(server.keepLifecycle(Instant.now().plus(Duration.ofDays(6)))).isZero();
    assertThat(store.info(export)).isPresent();
    assertThat(server.keepLifecycle(Instant.now().plus(Duration.ofDays(8)))).isEqualTo(1);
    assertThat(store.info(export)).isEmpty();
    assertThat(store.info(picture)).isPresent();
  }

  @Test
  void moveWhatIsSeldomReadAndKeepItReadable() {
    new S3BucketRules(client, BUCKETS).apply(RULES);
    ObjectKey session = put("raw/sessions", "s-1.json");
    server.keepLifecycle(Instant.now().plus(Duration.ofDays(31)));
    assertThat(
            client.headObject(r -> r.bucket("common").key(session.value())).storageClassAsString())
        .isEqualTo("STANDARD_IA");
    assertThat(store.get(session).orElseThrow().content().bytes()).containsExactly(1);
  }

  @Test
  void giveUpUploadsThatWereNeverFinished() {
    new S3BucketRules(client, BUCKETS).apply(RULES);
    String upload =
        client.createMultipartUpload(r -> r.bucket("common").key("raw/x/org/big")).uploadId();
    client.uploadPart(
        r -> r.bucket("common").key("raw/x/org/big").uploadId(upload).partNumber(1),
        RequestBody.fromBytes(new byte[1024]));
    server.keepLifecycle(Instant.now());
    assertThat(client.listMultipartUploads(r -> r.bucket("common")).uploads()).hasSize(1);
    assertThat(server.keepLifecycle(Instant.now().plus(Duration.ofDays(2)))).isEqualTo(1);
    assertThat(client.listMultipartUploads(r -> r.bucket("common")).uploads()).isEmpty();
  }

  private ObjectKey put(String area, String name) {
    ObjectKey key = ObjectKey.of(area, "org-1", name);
    store.put(key, new ObjectContent(new byte[] {1}, "text/plain", Map.of()));
    return key;
  }
}
