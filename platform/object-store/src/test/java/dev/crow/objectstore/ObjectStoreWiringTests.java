package dev.crow.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.objectstore.embedded.EmbeddedS3Server;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.s3.S3Client;

@ExtendWith(OutputCaptureExtension.class)
class ObjectStoreWiringTests {

  private static final ObjectKey KEY = ObjectKey.of("raw/sessions", "org-1", "s-1.json");
  private static final String ENABLED = "--crow.object-store.enabled=true";

  @TempDir Path data;

  @Test
  void aServiceThatDoesNotAskGetsNone() {
    try (var context = start(App.class)) {
      assertThat(context.getBeansOfType(ObjectStore.class)).isEmpty();
      assertThat(context.getBeansOfType(EmbeddedS3Server.class)).isEmpty();
    }
    try (var context = start(App.class, "--crow.object-store.enabled=false")) {
      assertThat(context.getBeansOfType(ObjectStore.class)).isEmpty();
    }
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void givesTheBucketsTheirRules() {
    try (var _ =
        start(
            App.class,
            ENABLED,
            "--crow.object-store.area-buckets.exports=exports",
            "--crow.object-store.cors-origins=https://app.example.com",
            "--crow.object-store.lifecycle.delete-exports.prefix=exports/",
            "--crow.object-store.lifecycle.delete-exports.expire-after=7d")) {
      Path rules = data.resolve("objects/rules");
      Awaitility.await()
          .untilAsserted(
              () -> {
                assertThat(rules.resolve("exports.lifecycle.xml"))
                    .content()
                    .contains("crow-delete-exports", "<Days>7</Days>");
                assertThat(rules.resolve("crow-storage.cors.xml"))
                    .content()
                    .contains("https://app.example.com");
              });
    }
  }

  @Test
  void saysWhatIsWrongWithARule() {
    assertThatThrownBy(
            () ->
                start(
                    App.class,
                    ENABLED,
                    "--crow.object-store.lifecycle.delete-exports.prefix=exports/",
                    "--crow.object-store.lifecycle.delete-exports.expire-after=90m"))
        .rootCause()
        .hasMessageContaining("exports/")
        .hasMessageContaining("whole days");
  }

  @Test
  void aServiceAloneGetsAServerOfItsOwn(CapturedOutput output) {
    try (var context = start(App.class, ENABLED, "--crow.object-store.endpoint=")) {
      store(context).put(KEY, text("kept"));
      assertThat(status(context)).isEqualTo(Status.UP);
    }
    try (var context = start(App.class, ENABLED)) {
      assertThat(read(context)).contains("kept");
    }
    assertThat(data.resolve("objects/buckets/crow-storage/raw/sessions/org-1/s-1.json")).exists();
    // The server's library has nothing to say; what is said of rules is ours.
    assertThat(output.toString().lines().filter(line -> !line.contains("BucketRulesAtStart")))
        .noneMatch(line -> line.contains("jetty") || line.contains("CORS"));
  }

  @Test
  void severalServicesShareOneServer() {
    try (EmbeddedS3Server server =
        EmbeddedS3Server.start(data.resolve("objects"), 0, "crow-storage")) {
      List<String> settings = new ArrayList<>(List.of(ENABLED));
      server.properties().forEach((name, value) -> settings.add("--" + name + "=" + value));
      String[] arguments = settings.toArray(String[]::new);
      try (var one = start(App.class, arguments);
          var two = start(App.class, arguments)) {
        assertThat(one.getBeansOfType(EmbeddedS3Server.class)).isEmpty();
        store(one).put(KEY, text("shared"));
        assertThat(read(two)).contains("shared");
      }
    }
  }

  @Test
  void healthIsDownWhenTheStoreRefuses() {
    try (EmbeddedS3Server server = EmbeddedS3Server.start(data.resolve("objects"), 0, "other");
        var context =
            start(
                App.class,
                ENABLED,
                "--crow.object-store.endpoint=" + server.endpoint(),
                "--crow.object-store.bucket=other",
                "--crow.object-store.access-key-id=somebody",
                "--crow.object-store.secret-access-key=wrong")) {
      assertThat(status(context)).isEqualTo(Status.DOWN);
    }
  }

  @Test
  void aStoreOfTheServicesOwnWins() {
    try (var context = start(AppWithItsOwn.class, ENABLED)) {
      assertThat(store(context)).isInstanceOf(NoObjects.class);
      assertThat(context.getBeansOfType(S3Client.class)).isEmpty();
    }
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void saysThatCredentialsAreMissing(CapturedOutput output) {
    failsToStart(
        "--crow.object-store.endpoint=http://127.0.0.1:1",
        "--crow.object-store.access-key-id=an-id");
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "CROW_OBJECT_STORE_SECRET_ACCESS_KEY")
        .doesNotContain("\tat ");
  }

  @Test
  void saysThatTheEndpointIsMissing(CapturedOutput output) {
    failsToStart(
        "--crow.object-store.access-key-id=an-id",
        "--crow.object-store.secret-access-key=hush-hush");
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "CROW_OBJECT_STORE_ENDPOINT")
        .doesNotContain("hush-hush", "\tat ");
  }

  @Test
  void saysThatTheEndpointIsNoUrl(CapturedOutput output) {
    failsToStart(
        "--crow.object-store.endpoint=account.r2.example",
        "--crow.object-store.access-key-id=an-id",
        "--crow.object-store.secret-access-key=hush-hush");
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "no http or https URL")
        .doesNotContain("hush-hush", "\tat ");
  }

  @Test
  void saysThatTheDataFolderCannotBeUsed(CapturedOutput output) throws Exception {
    Files.createFile(data.resolve("objects"));
    failsToStart();
    assertThat(output)
        .contains(
            "APPLICATION FAILED TO START", data.resolve("objects").toString(), "CROW_DATA_DIR")
        .doesNotContain("\tat ");
  }

  private void failsToStart(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(ENABLED);
    assertThatThrownBy(() -> start(App.class, all.toArray(String[]::new)).close())
        .isInstanceOf(Exception.class);
  }

  private ConfigurableApplicationContext start(Class<?> app, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--crow.data-dir=" + data);
    all.add("--spring.main.banner-mode=off");
    return new SpringApplicationBuilder(app)
        .web(WebApplicationType.NONE)
        .run(all.toArray(String[]::new));
  }

  private static Status status(ConfigurableApplicationContext context) {
    HealthIndicator indicator =
        context.getBean("objectStoreHealthIndicator", HealthIndicator.class);
    return Objects.requireNonNull(indicator.health()).getStatus();
  }

  private static ObjectStore store(ConfigurableApplicationContext context) {
    return context.getBean(ObjectStore.class);
  }

  private static Optional<String> read(ConfigurableApplicationContext context) {
    return store(context)
        .get(KEY)
        .map(object -> new String(object.content().bytes(), StandardCharsets.UTF_8));
  }

  private static ObjectContent text(String text) {
    return new ObjectContent(text.getBytes(StandardCharsets.UTF_8), "text/plain", Map.of());
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class App {}

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class AppWithItsOwn {

    @Bean
    ObjectStore noObjects() {
      return new NoObjects();
    }
  }

  static final class NoObjects implements ObjectStore {

    @Override
    public boolean put(ObjectKey key, ObjectContent content, PutCondition condition) {
      return true;
    }

    @Override
    public void write(ObjectKey key, ObjectDescription description, InputStream bytes) {}

    @Override
    public boolean copy(ObjectKey from, ObjectKey to) {
      return false;
    }

    @Override
    public Optional<ObjectInfo> info(ObjectKey key) {
      return Optional.empty();
    }

    @Override
    public Optional<ObjectReading> read(ObjectKey key, @Nullable ByteRange range) {
      return Optional.empty();
    }

    @Override
    public void put(ObjectKey key, ObjectContent content) {}

    @Override
    public Optional<StoredObject> get(ObjectKey key) {
      return Optional.empty();
    }

    @Override
    public void delete(ObjectKey key) {}

    @Override
    public ObjectPage list(ObjectPrefix prefix, @Nullable ObjectKey after, int limit) {
      return new ObjectPage(List.of(), false);
    }
  }
}
