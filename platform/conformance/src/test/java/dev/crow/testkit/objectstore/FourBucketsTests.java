package dev.crow.testkit.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.objectstore.Buckets;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.embedded.EmbeddedS3Server;
import dev.crow.objectstore.s3.S3Clients;
import dev.crow.objectstore.s3.S3ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract again, with a bucket for each sort of object. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FourBucketsTests extends ObjectStoreContract {

  private static final Buckets FOUR =
      new Buckets(
          "assets",
          Map.of("raw", "raw-interactions", "frames", "cctv-frames", "exports", "exports"));

  private EmbeddedS3Server server;
  private S3Client client;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = EmbeddedS3Server.start(folder, 0, FOUR.all());
    client =
        S3Clients.create(
            server.endpoint(), "auto", server.credentials(), true, Duration.ofSeconds(20));
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
  }

  @Override
  protected ObjectStore store() {
    return new S3ObjectStore(client, FOUR);
  }

  @Test
  void eachSortIsInItsBucketUnderTheSameKey() {
    for (Map.Entry<String, String> place :
        Map.of(
                "raw/sessions", "raw-interactions",
                "frames", "cctv-frames",
                "exports", "exports",
                "products", "assets")
            .entrySet()) {
      ObjectKey key = ObjectKey.of(place.getKey(), "org-1", "x");
      store().put(key, new ObjectContent(new byte[] {1}, "text/plain", Map.of()));
      assertThat(
              client
                  .headObject(request -> request.bucket(place.getValue()).key(key.value()))
                  .contentLength())
          .isEqualTo(1);
    }
    ObjectKey exported = ObjectKey.of("exports", "org-1", "x");
    ObjectKey product = ObjectKey.of("products", "org-1", "copied");
    assertThat(store().copy(exported, product)).isTrue();
    assertThat(store().get(product)).isPresent();
  }
}
