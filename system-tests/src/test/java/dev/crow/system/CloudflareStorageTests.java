package dev.crow.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.crow.objectstore.embedded.EmbeddedS3Server;
import dev.crow.testkit.cloudflare.FakeVectorize;
import dev.crow.testkit.cloudflare.WorkerdD1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole suite on Cloudflare's side: every service's database on D1's own engine behind the
 * Worker, objects on an S3 that is told of as R2 would be, vectors on an emulated Vectorize. Only
 * the environment differs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudflareStorageTests {

  private static final String[] DATABASES = {
    "auth",
    "user",
    "organization",
    "product",
    "interaction",
    "pattern",
    "analytics",
    "notification",
    "ingest"
  };
  private static final String BUCKET = "crow-storage";

  private final FakeVectorize vectorize = FakeVectorize.start();
  private @Nullable WorkerdD1 d1;
  private @Nullable EmbeddedS3Server objects;
  private @Nullable RunningSuite suite;
  private Path data;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Optional<WorkerdD1> started =
        WorkerdD1.start(
            Path.of("../platform/d1-worker").toRealPath(), Path.of("target/d1-worker"), DATABASES);
    assumeThat(started).as("Node and npm, to run D1's engine").isPresent();
    d1 = started.orElseThrow();
    objects = EmbeddedS3Server.start(folder.resolve("r2"), 0, BUCKET);
    data = folder.resolve("data");
    suite = RunningSuite.ready(data, environment(d1, objects), "up");
  }

  private Map<String, String> environment(WorkerdD1 d1, EmbeddedS3Server objects) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("CROW_RELATIONAL_URL", d1.jdbcUrl("{database}"));
    environment.put("D1_TOKEN", WorkerdD1.TOKEN);
    environment.put("CROW_OBJECT_STORE_ENDPOINT", objects.endpoint().toString());
    environment.put("CROW_OBJECT_STORE_REGION", "auto");
    environment.put("CROW_OBJECT_STORE_BUCKET", BUCKET);
    environment.put("CROW_OBJECT_STORE_ACCESS_KEY_ID", objects.credentials().accessKeyId());
    environment.put("CROW_OBJECT_STORE_SECRET_ACCESS_KEY", objects.credentials().secretAccessKey());
    environment.put("CROW_VECTOR_INDEX_KIND", "vectorize");
    environment.put("CROW_VECTOR_INDEX_VECTORIZE_ACCOUNT_ID", FakeVectorize.ACCOUNT);
    environment.put("CROW_VECTOR_INDEX_VECTORIZE_API_TOKEN", FakeVectorize.TOKEN);
    environment.put("CROW_VECTOR_INDEX_VECTORIZE_ENDPOINT", vectorize.endpoint().toString());
    environment.put("CROW_INTERACTIONS_ARCHIVE_SESSIONS", "true");
    environment.put("CROW_SESSIONS_GAP", "15s");
    return environment;
  }

  @AfterAll
  void stop() throws IOException {
    if (suite != null) {
      suite.close();
    }
    if (objects != null) {
      objects.close();
    }
    if (d1 != null) {
      d1.close();
    }
    vectorize.close();
  }

  @Test
  void doesItsMainJob() {
    MainJob.isDoneOn(running().api());
  }

  @Test
  void peopleJoinAndLeave() {
    Person owner = Person.owner(running(), "on-d1.example");
    Person member = owner.invites("member@on-d1.example");
    assertThat(owner.json(owner.get("/api/v1/users")).toString()).contains(member.email());
    String id = member.json(member.get("/api/v1/users/me")).path("id").asString();
    owner.expect(204, owner.delete("/api/v1/users/" + id));
    Awaitility.await().until(() -> member.get("/api/v1/users/me").statusCode() == 401);
    Awaitility.await().until(() -> owner.get("/api/v1/audit").body().contains(id));
  }

  @Test
  void keepsNoStorageOfItsOwn() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      assertThat(files.filter(file -> file.toString().endsWith(".db"))).isEmpty();
    }
    assertThat(data.resolve("objects")).doesNotExist();
    assertThat(data.resolve("vectors")).doesNotExist();
  }

  private RunningSuite running() {
    return java.util.Objects.requireNonNull(suite);
  }
}
