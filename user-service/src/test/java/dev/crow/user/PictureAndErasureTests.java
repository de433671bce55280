package dev.crow.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.contracts.identity.v1.Role;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Answer;
import dev.crow.testkit.service.Person;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureAndErasureTests {

  private static final String MINE = "/api/v1/users/me/picture";

  /** One white pixel, lossless. */
  private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

  @TempDir static Path data;

  private RunningUserService service;
  private String organization;
  private Person member;

  @BeforeAll
  void start() {
    service = new RunningUserService(data);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void somebodyJoins() {
    organization = UuidV7.next();
    member = service.join(organization, Role.MEMBER);
  }

  @Test
  void aPictureIsShownToColleaguesAndRemoved() throws IOException {
    assertThat(put(picture("png", 40, 20)).status()).isEqualTo(204);
    Person colleague = service.join(organization, Role.MEMBER);
    String url =
        service.get(colleague, "/api/v1/users/" + member.id()).json().path("pictureUrl").asString();
    Answer shown = service.get(colleague, url);
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.header("Content-Type")).isEqualTo("image/png");
    assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(read(shown.bytes()).getWidth()).isEqualTo(40);
    assertThat(
            service.call("GET", colleague, url, "", "If-None-Match", shown.header("ETag")).status())
        .isEqualTo(304);
    assertThat(service.call("DELETE", member, MINE, "").status()).isEqualTo(204);
    assertThat(service.get(colleague, url).status()).isEqualTo(404);
    assertThat(pictures()).isZero();
  }

  @Test
  void whatIsBesideThePixelsIsGone() throws IOException {
    byte[] photo = withExif(picture("jpeg", 40, 20), 6, "GPS 51.5007 N canary");
    assertThat(new String(photo, StandardCharsets.ISO_8859_1)).contains("canary");
    assertThat(put(photo).status()).isEqualTo(204);
    byte[] kept = service.get(member, MINE).bytes();
    assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("canary", "Exif");
    BufferedImage image = read(kept);
    assertThat(List.of(image.getWidth(), image.getHeight()))
        .as("turned upright, since the tag that said so is gone")
        .containsExactly(20, 40);
    assertThat(new Color(image.getRGB(15, 5)).getRed())
        .as("the left of the file is the top of the picture")
        .isGreaterThan(200);
    assertThat(new Color(image.getRGB(15, 35)).getRed()).isLessThan(60);
  }

  @Test
  void aLargePictureIsScaledDown() throws IOException {
    assertThat(put(picture("jpeg", 3000, 1500)).status()).isEqualTo(204);
    BufferedImage kept = read(service.get(member, MINE).bytes());
    assertThat(List.of(kept.getWidth(), kept.getHeight())).containsExactly(800, 400);
    BufferedImage thumbnail = read(service.get(member, MINE + "?size=thumbnail").bytes());
    assertThat(List.of(thumbnail.getWidth(), thumbnail.getHeight())).containsExactly(200, 100);
    assertThat(service.get(member, MINE + "?size=medium").header("ETag"))
        .isNotEqualTo(service.get(member, MINE + "?size=thumbnail").header("ETag"));
    assertThat(service.get(member, MINE + "?size=huge").status()).isEqualTo(400);
  }

  @Test
  void readsWebp() throws IOException {
    assertThat(put(Base64.getDecoder().decode(WEBP)).status()).isEqualTo(204);
    assertThat(service.get(member, MINE).header("Content-Type")).isEqualTo("image/png");
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    String svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    assertThat(put(svg.getBytes(StandardCharsets.UTF_8)).status()).isEqualTo(415);
    assertThat(put(new byte[0]).status()).isEqualTo(415);
    byte[] cut = picture("png", 200, 200);
    assertThat(put(java.util.Arrays.copyOf(cut, 60)).status()).isEqualTo(422);
    assertThat(put(new byte[5 * 1024 * 1024 + 1]).status()).isEqualTo(413);
    assertThat(service.get(member, MINE).status()).isEqualTo(404);
  }

  @Test
  void refusesABombByItsHeaderAlone() {
    Answer answer = put(pngHeader(60_000, 60_000));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("25 million pixels");
  }

  @Test
  void aRemovedPersonLeavesNoPicture() throws IOException {
    put(picture("png", 10, 10));
    service.publish(new IdentityEvent.UserRemoved(organization, member.id(), Instant.now()));
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(service.get(member, "/api/v1/users/me").status()).isEqualTo(404));
    assertThat(pictures()).isZero();
  }

  @Test
  void erasesAPersonAndAnswersEachOrderOnce() throws IOException {
    put(picture("png", 10, 10));
    Person colleague = service.join(organization, Role.MEMBER);
    String order = UuidV7.next();
    var erasure = new ErasureOrdered(organization, "e1", Scope.USER, member.id(), Instant.now());
    service.publish(order, erasure);
    service.publish(order, erasure);
    Awaitility.await().until(() -> done("e1").size() == 1);
    assertThat(done("e1").getFirst().path("service").asString()).isEqualTo("user-service");
    assertThat(done("e1").getFirst().path("erased").path("people").asInt()).isOne();
    assertThat(done("e1").getFirst().path("erased").path("objects").asInt()).isOne();
    assertThat(service.get(member, "/api/v1/users/me").status()).isEqualTo(404);
    assertThat(service.get(colleague, "/api/v1/users/me").status()).isEqualTo(200);
    assertThat(pictures()).isZero();
    service.publish(erasure);
    Awaitility.await().untilAsserted(() -> assertThat(done("e1")).hasSize(2));
    assertThat(done("e1").getLast().path("erased").path("people").asInt()).isZero();
  }

  @Test
  void erasesAWholeOrganizationAndNoOther() throws IOException {
    put(picture("png", 10, 10));
    Person stranger = service.join(UuidV7.next(), Role.OWNER);
    service.publish(
        new ErasureOrdered(organization, "e2", Scope.ORGANIZATION, organization, Instant.now()));
    Awaitility.await().until(() -> done("e2").size() == 1);
    assertThat(service.get(member, "/api/v1/users/me").status()).isEqualTo(404);
    assertThat(service.get(stranger, "/api/v1/users/me").status()).isEqualTo(200);
    assertThat(pictures()).isZero();
  }

  @Test
  void aForeignOrganizationsOrderErasesNothing() {
    String other = UuidV7.next();
    service.publish(new ErasureOrdered(other, "e3", Scope.USER, member.id(), Instant.now()));
    Awaitility.await()
        .until(
            () ->
                service.published(Topics.IDENTITY_EVENTS, other).stream()
                    .anyMatch(e -> e.path("event").asString().equals("erasure-done")));
    assertThat(service.get(member, "/api/v1/users/me").status()).isEqualTo(200);
  }

  @Test
  void exportsWhatItHoldsOnAPerson() throws IOException {
    put(picture("png", 10, 10));
    service.publish(new ExportOrdered(organization, "x1", Scope.USER, member.id(), Instant.now()));
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.IDENTITY_EVENTS, organization))
                    .anySatisfy(
                        e -> {
                          assertThat(e.path("event").asString()).isEqualTo("export-delivered");
                          assertThat(e.path("objectKeys")).hasSize(1);
                        }));
    byte[] part =
        service
            .bean(ObjectStore.class)
            .get(ObjectKey.of("exports", organization, "x1", "user-service.json"))
            .orElseThrow()
            .content()
            .bytes();
    assertThat(new String(part, StandardCharsets.UTF_8))
        .contains(member.id(), "@shop.example", "data:image/png;base64,", "emailWeeklyDigest");
  }

  private Answer put(byte[] file) {
    return service.send(
        "PUT", member, MINE, BodyPublishers.ofByteArray(file), "Content-Type", "image/gif");
  }

  private List<JsonNode> done(String erasureId) {
    return service.published(Topics.IDENTITY_EVENTS, organization).stream()
        .filter(e -> e.path("event").asString().equals("erasure-done"))
        .filter(e -> e.path("erasureId").asString().equals(erasureId))
        .toList();
  }

  private int pictures() {
    return service
        .bean(ObjectStore.class)
        .list(ObjectPrefix.of("pictures", organization), null, 10)
        .objects()
        .size();
  }

  /** White on its left half, black on its right. */
  private static byte[] picture(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static BufferedImage read(byte[] file) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(file));
  }

  private static byte[] withExif(byte[] jpeg, int orientation, String comment) throws IOException {
    byte[] text = comment.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4 + text.length);
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
    exif.putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0).putInt(0);
    exif.put(text);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(jpeg, 0, 2);
    file.write(
        ByteBuffer.allocate(4)
            .putShort((short) 0xffe1)
            .putShort((short) (exif.capacity() + 2))
            .array());
    file.write(exif.array());
    file.write(jpeg, 2, jpeg.length - 2);
    return file.toByteArray();
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(17);
    header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
    header.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(header.array());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      file.write(java.util.HexFormat.of().parseHex("89504e470d0a1a0a"));
      file.write(ByteBuffer.allocate(4).putInt(13).array());
      file.write(header.array());
      file.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }
}
