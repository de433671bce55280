package dev.crow.testkit.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.crow.objectstore.ByteRange;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectDescription;
import dev.crow.objectstore.ObjectInfo;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPage;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectReading;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectSummary;
import dev.crow.objectstore.PutCondition;
import dev.crow.objectstore.StoredObject;
import dev.crow.objectstore.UploadTerms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link ObjectStore} must do. An adapter's test extends this and gives its store; each
 * test works for organizations of its own, so one store serves them all.
 */
public abstract class ObjectStoreContract {

  private static final String AREA = "raw/sessions";
  private static final String JSON = "application/json";
  private static final int PART = 8 * 1024 * 1024;
  private static final int FIVE_MEBIBYTES = 5 * 1024 * 1024;

  private String organization = "";
  private String other = "";

  @BeforeEach
  void newOrganizations() {
    organization = "org-" + UUID.randomUUID();
    other = "org-" + UUID.randomUUID();
  }

  /** The store under test; it may hold other tests' objects. */
  protected abstract ObjectStore store();

  @Test
  void givesBackWhatWasPut() {
    ObjectKey key = key("web", "s-1.json");
    store().put(key, text("{\"a\":1}"));
    StoredObject stored = store().get(key).orElseThrow();
    assertThat(stored.content().bytes()).isEqualTo(bytes("{\"a\":1}"));
    assertThat(stored.key()).isEqualTo(key);
    assertThat(stored.storedAt())
        .isBetween(
            Instant.now().minus(Duration.ofMinutes(5)), Instant.now().plus(Duration.ofMinutes(5)));
  }

  @Test
  void hasNothingUnderAKeyThatWasNeverPut() {
    assertThat(store().get(key("never"))).isEmpty();
  }

  @Test
  void keepsAnEmptyObject() {
    ObjectKey key = key("empty");
    store().put(key, text(""));
    assertThat(store().get(key).orElseThrow().content().bytes()).isEmpty();
    assertThat(list(all(organization))).singleElement().returns(0L, ObjectSummary::size);
  }

  @Test
  void keepsEveryByteOfALargeObject() {
    byte[] large = new byte[FIVE_MEBIBYTES];
    new Random(7).nextBytes(large);
    ObjectKey key = key("large.bin");
    store().put(key, new ObjectContent(large, "application/octet-stream", Map.of()));
    assertThat(Arrays.equals(store().get(key).orElseThrow().content().bytes(), large)).isTrue();
    assertThat(list(all(organization)))
        .singleElement()
        .returns((long) FIVE_MEBIBYTES, ObjectSummary::size);
  }

  @Test
  void keepsContentTypeAndMetadata() {
    ObjectKey key = key("described");
    Map<String, String> metadata = Map.of("session", "s-1", "schema-version", "1 (first)");
    store().put(key, new ObjectContent(bytes("x"), "text/plain; charset=utf-8", metadata));
    ObjectContent content = store().get(key).orElseThrow().content();
    // A space after the semicolon means nothing, and servers drop it.
    assertThat(content.contentType().replace(" ", "")).isEqualTo("text/plain;charset=utf-8");
    assertThat(content.metadata()).isEqualTo(metadata);
  }

  @Test
  void replacesTheWholeObject() {
    ObjectKey key = key("twice");
    store().put(key, new ObjectContent(bytes("a long first value"), JSON, Map.of("first", "yes")));
    store().put(key, new ObjectContent(bytes("second"), "text/plain", Map.of("second", "yes")));
    ObjectContent content = store().get(key).orElseThrow().content();
    assertThat(content.bytes()).isEqualTo(bytes("second"));
    assertThat(content.contentType()).isEqualTo("text/plain");
    assertThat(content.metadata()).isEqualTo(Map.of("second", "yes"));
  }

  @Test
  void deletesForGood() {
    ObjectKey key = key("gone");
    store().put(key, text("x"));
    store().delete(key);
    assertThat(store().get(key)).isEmpty();
    assertThat(list(all(organization))).isEmpty();
  }

  @Test
  void deletingWhatIsNotThereIsNoError() {
    ObjectKey key = key("twice-gone");
    store().put(key, text("x"));
    store().delete(key);
    store().delete(key);
    store().delete(key("was-never-there"));
    assertThat(store().get(key)).isEmpty();
  }

  @Test
  void putsOnlyWhereNothingIs() {
    ObjectKey key = key("first");
    assertThat(store().put(key, text("first"), new PutCondition.Absent())).isTrue();
    assertThat(store().put(key, text("second"), new PutCondition.Absent())).isFalse();
    assertThat(read(key)).isEqualTo("first");
  }

  @Test
  void replacesOnlyWhatWasSeen() {
    ObjectKey key = key("seen");
    store().put(key, text("one"));
    String etag = store().info(key).orElseThrow().etag();
    assertThat(store().put(key, text("two"), new PutCondition.Unchanged(etag))).isTrue();
    assertThat(store().put(key, text("three"), new PutCondition.Unchanged(etag))).isFalse();
    assertThat(read(key)).isEqualTo("two");
    assertThat(store().put(key("none"), text("x"), new PutCondition.Unchanged(etag))).isFalse();
    assertThat(store().get(key("none"))).isEmpty();
  }

  @Test
  void ofManyFirstWritersOneWins() throws Exception {
    ObjectKey key = key("raced");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> writes = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        ObjectContent content = text("writer " + i);
        writes.add(threads.submit(() -> store().put(key, content, new PutCondition.Absent())));
      }
      int won = 0;
      for (Future<Boolean> write : writes) {
        won += write.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
  }

  @Test
  void tellsOfAnObjectWithoutReadingIt() {
    ObjectKey key = key("told");
    store().put(key, new ObjectContent(bytes("12345"), "text/plain", Map.of("a", "b")));
    ObjectInfo info = store().info(key).orElseThrow();
    assertThat(info.size()).isEqualTo(5);
    assertThat(info.contentType()).isEqualTo("text/plain");
    assertThat(info.metadata()).isEqualTo(Map.of("a", "b"));
    assertThat(info.etag()).isNotBlank();
    assertThat(store().info(key("untold"))).isEmpty();
  }

  @Test
  void readsARange() throws Exception {
    ObjectKey key = key("digits");
    store().put(key, text("0123456789"));
    assertThat(range(key, new ByteRange(2, 4))).isEqualTo("234");
    assertThat(range(key, ByteRange.from(8))).isEqualTo("89");
    assertThat(range(key, new ByteRange(8, 100))).isEqualTo("89");
    assertThat(range(key, ByteRange.from(10))).isEmpty();
    assertThat(range(key, null)).isEqualTo("0123456789");
    assertThat(store().read(key("absent"), null)).isEmpty();
  }

  private String range(ObjectKey key, @Nullable ByteRange range) throws IOException {
    try (ObjectReading reading = store().read(key, range).orElseThrow()) {
      assertThat(reading.info().size()).isEqualTo(10);
      return new String(reading.bytes().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART, 2 * PART + 12345})
  void writesAStreamOfAnyLength(int length) throws Exception {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    ObjectKey key = key("streamed");
    store()
        .write(
            key,
            new ObjectDescription("video/mp4", Map.of("camera", "7")),
            new ByteArrayInputStream(bytes));
    try (ObjectReading reading = store().read(key, null).orElseThrow()) {
      assertThat(reading.info().contentType()).isEqualTo("video/mp4");
      assertThat(reading.info().metadata()).isEqualTo(Map.of("camera", "7"));
      assertThat(Arrays.equals(reading.bytes().readAllBytes(), bytes)).isTrue();
    }
  }

  @Test
  void nothingStaysOfAStreamThatBreaks() {
    ObjectKey key = key("broken");
    store().put(key, text("before"));
    InputStream breaks =
        new SequenceInputStream(new ByteArrayInputStream(new byte[PART + 5]), new BrokenStream());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store().write(key, new ObjectDescription("video/mp4", Map.of()), breaks));
    assertThat(read(key)).isEqualTo("before");
  }

  private static final class BrokenStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("The camera is gone");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return read();
    }
  }

  @Test
  void copiesWithinAnOrganization() {
    store().put(key("from"), new ObjectContent(bytes("x"), "text/plain", Map.of("a", "b")));
    assertThat(store().copy(key("from"), key("to"))).isTrue();
    assertThat(store().get(key("to")).orElseThrow().content().metadata())
        .isEqualTo(Map.of("a", "b"));
    assertThat(store().copy(key("absent"), key("nowhere"))).isFalse();
    ObjectKey foreign = ObjectKey.of(AREA, other, "x");
    assertThatIllegalArgumentException().isThrownBy(() -> store().copy(key("from"), foreign));
  }

  @Test
  void acceptsAnUploadOnlyAsAgreed() {
    ObjectKey key = key("uploaded");
    store().put(key, new ObjectContent(bytes("12345"), "image/png", Map.of()));
    assertThat(store().accept(key, new UploadTerms("image/png", 5))).isPresent();
    assertThat(store().accept(key, new UploadTerms("image/png", 6))).isEmpty();
    assertThat(store().get(key)).isEmpty();
    store().put(key, new ObjectContent(bytes("12345"), "text/html", Map.of()));
    assertThat(store().accept(key, new UploadTerms("image/png", 5))).isEmpty();
    assertThat(store().get(key)).isEmpty();
    assertThat(store().accept(key, new UploadTerms("image/png", 5))).isEmpty();
  }

  @Test
  void listsTheObjectsBelowAPrefixInOrder() {
    for (String name : List.of("c", "a", "b")) {
      store().put(key("web", name), text(name));
    }
    store().put(key("cctv", "d"), text("d"));
    store().put(key("website", "e"), text("e"));
    assertThat(list(ObjectPrefix.of(AREA, organization, "web")))
        .extracting(ObjectSummary::key)
        .containsExactly(key("web", "a"), key("web", "b"), key("web", "c"));
    assertThat(list(all(organization))).hasSize(5);
  }

  @Test
  void listsInPages() {
    for (int i = 0; i < 7; i++) {
      store().put(key("page", "n" + i), text("x"));
    }
    ObjectPrefix prefix = ObjectPrefix.of(AREA, organization, "page");
    ObjectPage first = store().list(prefix, null, 3);
    ObjectPage second = store().list(prefix, first.objects().getLast().key(), 3);
    ObjectPage third = store().list(prefix, second.objects().getLast().key(), 3);
    assertThat(List.of(first.more(), second.more(), third.more()))
        .containsExactly(true, true, false);
    List<ObjectKey> keys = new ArrayList<>();
    for (ObjectPage page : List.of(first, second, third)) {
      page.objects().forEach(object -> keys.add(object.key()));
    }
    assertThat(keys).hasSize(7).doesNotHaveDuplicates();
    assertThat(store().list(prefix, third.objects().getLast().key(), 3).objects()).isEmpty();
  }

  @Test
  void aPageThatIsExactlyFullSaysThatNothingFollows() {
    store().put(key("full", "a"), text("x"));
    store().put(key("full", "b"), text("x"));
    ObjectPage page = store().list(ObjectPrefix.of(AREA, organization, "full"), null, 2);
    assertThat(page.objects()).hasSize(2);
    assertThat(page.more()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001})
  void refusesAPageSizeOutOfRange(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store().list(all(organization), null, limit));
  }

  @Test
  void oneOrganizationNeverSeesAnother() {
    ObjectKey mine = ObjectKey.of(AREA, organization, "s");
    ObjectKey longer = ObjectKey.of(AREA, organization + "2", "s");
    ObjectKey theirs = ObjectKey.of(AREA, other, "s");
    for (ObjectKey key : List.of(mine, longer, theirs)) {
      store().put(key, text(key.organizationId()));
    }
    assertThat(list(all(organization))).extracting(ObjectSummary::key).containsExactly(mine);
    assertThat(store().deleteAll(all(organization))).isEqualTo(1);
    assertThat(store().get(mine)).isEmpty();
    assertThat(store().get(longer)).isPresent();
    assertThat(store().get(theirs)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        "../../other",
        "/etc/passwd",
        "a//b",
        "a/b",
        "a\\b",
        "%2e%2e%2f",
        "a b+c&d=e?f#g",
        "zażółć-漢字-👩‍🚀",
        "line\nbreak\r\0nul",
        "\uD800",
        ".mpus-1",
        "~2E~2E",
        "' OR 1=1 --",
        "<script>"
      })
  void anyTextIsOneSegmentOfItsOwnOrganization(String hostile) {
    ObjectKey inPath = ObjectKey.of(AREA, organization, "web", hostile);
    ObjectKey asOrganization = ObjectKey.of(AREA, other + hostile, "s");
    store().put(inPath, text("path"));
    store().put(asOrganization, text("organization"));
    assertThat(read(inPath)).isEqualTo("path");
    assertThat(read(asOrganization)).isEqualTo("organization");
    assertThat(list(ObjectPrefix.of(AREA, organization, "web")))
        .extracting(ObjectSummary::key)
        .containsExactly(inPath);
    assertThat(list(all(other))).isEmpty();
    assertThat(store().deleteAll(all(organization))).isEqualTo(1);
    assertThat(store().get(asOrganization)).isPresent();
  }

  @Test
  void keepsApartTextsThatLookAlike() {
    List<String> names = List.of("a/b", "a~2Fb", "a%2Fb", "a\\b", "A/b", "a/b ", "?", "\uD800");
    for (String name : names) {
      store().put(key("alike", name), text(name));
    }
    for (String name : names) {
      assertThat(read(key("alike", name))).isEqualTo(name.replace('\uD800', '?'));
    }
    assertThat(list(ObjectPrefix.of(AREA, organization, "alike"))).hasSameSizeAs(names);
  }

  @Test
  void keepsApartVeryLongTexts() {
    String start = "漢".repeat(500);
    store().put(key(start + "1"), text("1"));
    store().put(key(start + "2"), text("2"));
    assertThat(read(key(start + "1"))).isEqualTo("1");
    assertThat(read(key(start + "2"))).isEqualTo("2");
    assertThat(list(all(organization))).hasSize(2);
  }

  @Test
  void writersOfOneKeyLeaveOneWholeValue() throws Exception {
    ObjectKey key = key("contended");
    int writers = 8;
    int size = 200_000;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        byte[] value = new byte[size];
        Arrays.fill(value, (byte) ('a' + writer));
        running.add(
            threads.submit(() -> store().put(key, new ObjectContent(value, JSON, Map.of()))));
        running.add(threads.submit(() -> store().get(key).ifPresent(o -> whole(o, size))));
      }
      for (Future<?> done : running) {
        done.get();
      }
    }
    whole(store().get(key).orElseThrow(), size);
    assertThat(list(all(organization))).hasSize(1);
  }

  private static void whole(StoredObject object, int size) {
    byte[] bytes = object.content().bytes();
    assertThat(bytes).hasSize(size).containsOnly(bytes[0]);
  }

  @Test
  void writersOfDifferentKeysAllSucceed() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        ObjectKey key = key("many", "f" + i % 4, "n" + i);
        running.add(threads.submit(() -> store().put(key, text(key.value()))));
      }
      for (Future<?> done : running) {
        done.get();
      }
    }
    assertThat(list(ObjectPrefix.of(AREA, organization, "many"))).hasSize(40);
    assertThat(store().deleteAll(all(organization))).isEqualTo(40);
    assertThat(list(all(organization))).isEmpty();
  }

  /** A key of this test's own organization. */
  protected final ObjectKey key(String... path) {
    return ObjectKey.of(AREA, organization, path);
  }

  private static ObjectPrefix all(String organization) {
    return ObjectPrefix.of(AREA, organization);
  }

  private List<ObjectSummary> list(ObjectPrefix prefix) {
    return store().list(prefix, null, ObjectStore.LONGEST_PAGE).objects();
  }

  private String read(ObjectKey key) {
    byte[] bytes = store().get(key).orElseThrow().content().bytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Content for tests that care about nothing else. */
  protected static ObjectContent text(String text) {
    return new ObjectContent(bytes(text), JSON, Map.of());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
