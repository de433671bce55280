package dev.crow.user.picture;

import dev.crow.objectstore.ObjectContent;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.stereotype.Component;

/**
 * Reads what somebody sent as a picture and draws it anew. The content decides what it is, not its
 * name or media type; its size in pixels is read and judged before any pixel is.
 */
@Component
final class PictureCleaner {

  /** About 64 MB while it is decoded. */
  private static final long MOST_PIXELS = 16_000_000;

  private static final int LONGEST_SIDE = 1024;

  /** Decoding takes much memory; two at a time are enough for profile pictures. */
  private final Semaphore turns = new Semaphore(2);

  /**
   * @param file as sent
   * @return a JPEG, or a PNG if the picture may be transparent
   * @throws ApiException if it is not a picture of an accepted sort and size
   */
  ObjectContent clean(byte[] file) {
    PictureFormat format = PictureFormat.of(file);
    turns.acquireUninterruptibly();
    try {
      BufferedImage drawn = draw(decode(file, format), format, Orientation.of(file, format));
      return new ObjectContent(
          encode(drawn, format.output()), "image/" + format.output(), Map.of());
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // Decoders answer damaged files with any of these.
      throw damaged();
    } finally {
      turns.release();
    }
  }

  private static BufferedImage decode(byte[] file, PictureFormat format) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.reader());
    if (!readers.hasNext()) {
      throw new IllegalStateException("No reader of " + format + " is installed");
    }
    ImageReader reader = readers.next();
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(input, true, true);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MOST_PIXELS) {
        throw new ApiException(
            ErrorCode.VALIDATION_FAILED, "The picture has more than 16 million pixels.");
      }
      BufferedImage image = reader.read(0);
      if (image == null) {
        throw damaged();
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  /** Scaled to fit, upright, and without what the file said beside its pixels. */
  private static BufferedImage draw(
      BufferedImage image, PictureFormat format, Orientation orientation) {
    double scale =
        Math.min(1.0, (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    boolean turned = orientation.swapsSides();
    BufferedImage drawn =
        new BufferedImage(
            turned ? height : width,
            turned ? width : height,
            format.output().equals("jpeg")
                ? BufferedImage.TYPE_INT_RGB
                : BufferedImage.TYPE_INT_ARGB);
    AffineTransform transform = orientation.upright(width, height);
    transform.scale((double) width / image.getWidth(), (double) height / image.getHeight());
    Graphics2D graphics = drawn.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, transform, null);
    graphics.dispose();
    return drawn;
  }

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, format, output)) {
        throw new IllegalStateException("No writer of " + format + " is installed");
      }
    }
    return bytes.toByteArray();
  }

  private static ApiException damaged() {
    return new ApiException(ErrorCode.VALIDATION_FAILED, "The picture is damaged.");
  }
}
