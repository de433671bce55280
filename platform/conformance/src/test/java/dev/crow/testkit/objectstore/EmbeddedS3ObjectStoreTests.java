package dev.crow.testkit.objectstore;

import dev.crow.objectstore.Buckets;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.embedded.EmbeddedS3Server;
import dev.crow.objectstore.s3.S3Clients;
import dev.crow.objectstore.s3.S3ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** The store a service gets by default: the S3 adapter and the server in this process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedS3ObjectStoreTests extends ObjectStoreContract {

  private EmbeddedS3Server server;
  private S3Client client;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = EmbeddedS3Server.start(folder, 0, "contract");
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
    return new S3ObjectStore(client, Buckets.one("contract"));
  }
}
