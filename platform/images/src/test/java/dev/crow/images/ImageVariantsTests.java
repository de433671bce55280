package dev.crow.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crow.images.ImageException.Reason;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageVariantsTests {

  /** One white pixel, lossless. */
  private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

  private final ImageVariants variants = new ImageVariants(Duration.ofSeconds(10));

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void makesBothSizes(String format) throws Exception {
    Map<ImageSize, EncodedImage> made = variants.of(picture(format, 3000, 1500));
    assertThat(sides(of(made, ImageSize.THUMBNAIL))).containsExactly(200, 100);
    assertThat(sides(of(made, ImageSize.MEDIUM))).containsExactly(800, 400);
    assertThat(of(made, ImageSize.MEDIUM).contentType()).isEqualTo("image/" + format);
    BufferedImage thumbnail = read(of(made, ImageSize.THUMBNAIL));
    assertThat(new Color(thumbnail.getRGB(50, 50)).getRed()).isGreaterThan(200);
    assertThat(new Color(thumbnail.getRGB(150, 50)).getRed()).isLessThan(60);
  }

  @Test
  void doesNotEnlarge() throws Exception {
    assertThat(sides(of(variants.of(picture("png", 40, 20)), ImageSize.MEDIUM)))
        .containsExactly(40, 20);
  }

  @Test
  void keepsASliverVisible() throws Exception {
    assertThat(sides(of(variants.of(picture("png", 10_000, 2)), ImageSize.THUMBNAIL)))
        .containsExactly(200, 1);
  }

  @Test
  void readsWebp() throws Exception {
    EncodedImage made = of(variants.of(Base64.getDecoder().decode(WEBP)), ImageSize.MEDIUM);
    assertThat(made.contentType()).isEqualTo("image/png");
    assertThat(sides(made)).containsExactly(1, 1);
  }

  @Test
  void keepsTransparency() throws Exception {
    BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
    EncodedImage made = of(variants.of(encode(image, "png")), ImageSize.THUMBNAIL);
    assertThat(read(made).getRGB(100, 100) >>> 24).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsUprightAndForgetsTheRest(int tag) throws Exception {
    byte[] photo = withExif(picture("jpeg", 400, 200), tag, "GPS 51.5007 N canary");
    EncodedImage made = of(variants.of(photo), ImageSize.MEDIUM);
    assertThat(new String(made.bytes(), StandardCharsets.ISO_8859_1))
        .doesNotContain("canary", "Exif");
    boolean turned = tag >= 5;
    assertThat(sides(made)).containsExactly(turned ? 200 : 400, turned ? 400 : 200);
    // The left of the file is red. Where it ends up is what the Exif standard says of the tag.
    boolean redFirst = tag == 1 || tag == 4 || tag == 5 || tag == 6;
    BufferedImage upright = read(made);
    int first = upright.getRGB(turned ? 100 : 50, turned ? 50 : 100);
    int last = upright.getRGB(turned ? 100 : 350, turned ? 350 : 100);
    assertThat(new Color(redFirst ? first : last).getRed()).isGreaterThan(200);
    assertThat(new Color(redFirst ? last : first).getRed()).isLessThan(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "GIF89a",
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "<?xml version='1.0'?><svg/>",
        "%PDF-1.7",
        "<!doctype html><script>alert(1)</script>"
      })
  void refusesOtherSorts(String file) {
    assertThat(refusal(file.getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void refusesABombByItsHeaderAlone() {
    assertThat(refusal(pngHeader(60_000, 60_000))).isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal(pngHeader(1, 30_000))).isEqualTo(Reason.TOO_LARGE);
    assertThat(refusal(pngHeader(Integer.MAX_VALUE, Integer.MAX_VALUE)))
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void refusesAHeaderAlone() {
    assertThat(refusal(pngHeader(10, 10))).isEqualTo(Reason.DAMAGED);
    assertThat(refusal(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}))
        .isEqualTo(Reason.DAMAGED);
    assertThat(refusal("RIFF....WEBP".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(Reason.DAMAGED);
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void answersEveryDamagedFileWithAPictureOrARefusal() throws Exception {
    List<byte[]> seeds =
        List.of(
            picture("png", 64, 48),
            withExif(picture("jpeg", 64, 48), 6, "x"),
            Base64.getDecoder().decode(WEBP));
    Random random = new Random(20261121);
    int refused = 0;
    int made = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] seed = seeds.get(i % seeds.size());
      byte[] file =
          i % 7 == 0 ? Arrays.copyOf(seed, 12 + random.nextInt(seed.length)) : seed.clone();
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(variants.of(file)).hasSize(2);
        made++;
      } catch (ImageException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(300);
    assertThat(made).isGreaterThan(300);
  }

  private Reason refusal(byte[] file) {
    var refused =
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> variants.of(file));
    return refused.actual().reason();
  }

  private static EncodedImage of(Map<ImageSize, EncodedImage> made, ImageSize size) {
    return Objects.requireNonNull(made.get(size));
  }

  private static List<Integer> sides(EncodedImage image) {
    return List.of(image.width(), image.height());
  }

  private static BufferedImage read(EncodedImage image) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(image.bytes()));
  }

  /** Its left half is red, its right half blue. */
  private static byte[] picture(String format, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    return encode(image, format);
  }

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static byte[] withExif(byte[] jpeg, int orientation, String text) {
    byte[] comment = text.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer exif = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4 + comment.length);
    exif.putShort((short) 0xffe1).putShort((short) (exif.capacity() - 2));
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
    exif.putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0);
    exif.putInt(0).put(comment);
    return ByteBuffer.allocate(jpeg.length + exif.capacity())
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static byte[] pngHeader(int width, int height) {
    ByteBuffer chunk = ByteBuffer.allocate(17);
    chunk.put("IHDR".getBytes(StandardCharsets.US_ASCII));
    chunk.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(chunk.array());
    return ByteBuffer.allocate(8 + 4 + 17 + 4)
        .putLong(0x89504e470d0a1a0aL)
        .putInt(13)
        .put(chunk.array())
        .putInt((int) crc.getValue())
        .array();
  }
}
