package dev.crow.images;

import dev.crow.images.ImageException.Reason;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Reads what somebody sent as an image and draws it anew, in every {@link ImageSize}. The content
 * decides what it is, not a name or a media type; its size in pixels is read and judged before any
 * pixel is; it is turned upright, and whatever it held beside its pixels is gone.
 *
 * <p>Safe for use by many threads, of which few decode at a time.
 */
public final class ImageVariants {

  private static final long MOST_PIXELS = 25_000_000;
  private static final int LONGEST_SIDE = 20_000;

  private static final Duration LONGEST_DECODING = Duration.ofSeconds(15);

  /** A WebP of the most pixels takes 100 MB while it is decoded. */
  private static final int AT_A_TIME = 1;

  private final Semaphore turns = new Semaphore(AT_A_TIME);
  private final Duration patience;

  /**
   * @param patience how long a file waits for its turn before it is {@link Reason#BUSY}
   */
  public ImageVariants(Duration patience) {
    this.patience = patience;
  }

  /**
   * @param file JPEG, PNG or WebP; other sorts, SVG among them, are refused
   * @return a file for each size
   * @throws ImageException if it is none of these, damaged, or too large
   */
  public Map<ImageSize, EncodedImage> of(byte[] file) throws ImageException {
    ImageFormat format = ImageFormat.of(file);
    awaitTurn();
    try {
      return draw(decode(file, format), format, Orientation.of(file, format));
    } catch (IOException | RuntimeException e) {
      // Decoders answer hostile files with any of these; which one is no use to anybody.
      throw damaged();
    } finally {
      turns.release();
    }
  }

  private void awaitTurn() throws ImageException {
    try {
      if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ImageException(Reason.BUSY, "Too many pictures are being read now.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException(Reason.BUSY, "The server is stopping.");
    }
  }

  private static BufferedImage decode(byte[] file, ImageFormat format)
      throws IOException, ImageException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.reader());
    if (!readers.hasNext()) {
      throw new LinkageError("No reader of " + format + " is on the class path");
    }
    ImageReader reader = readers.next();
    try (var input = new BoundedInput(file, LONGEST_DECODING)) {
      reader.setInput(input, true, true);
      int longest = requireReasonable(reader.getWidth(0), reader.getHeight(0));
      ImageReadParam read = reader.getDefaultReadParam();
      // Twice what is needed keeps what is drawn from it smooth, at a part of the memory.
      int step = Math.max(1, longest / (2 * ImageSize.MEDIUM.longestSide()));
      read.setSourceSubsampling(step, step, 0, 0);
      BufferedImage image = reader.read(0, read);
      if (image == null) {
        throw damaged();
      }
      return image;
    } finally {
      reader.dispose();
    }
  }

  private static int requireReasonable(int width, int height) throws ImageException {
    if ((long) width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) {
      throw new ImageException(
          Reason.TOO_LARGE,
          "The picture has more than 25 million pixels, or a side longer than 20,000.");
    }
    if (width < 1 || height < 1) {
      throw damaged();
    }
    return Math.max(width, height);
  }

  private static Map<ImageSize, EncodedImage> draw(
      BufferedImage image, ImageFormat format, Orientation orientation) throws IOException {
    Map<ImageSize, EncodedImage> variants = new EnumMap<>(ImageSize.class);
    for (ImageSize size : ImageSize.values()) {
      BufferedImage drawn = turn(shrink(image, size.longestSide(), format), format, orientation);
      variants.put(
          size,
          new EncodedImage(
              encode(drawn, format.output()),
              "image/" + format.output(),
              drawn.getWidth(),
              drawn.getHeight()));
    }
    return variants;
  }

  /** By halves, since one large step would leave most pixels out. */
  private static BufferedImage shrink(BufferedImage image, int longestSide, ImageFormat format) {
    BufferedImage now = image;
    while (Math.max(now.getWidth(), now.getHeight()) > longestSide) {
      int longest = Math.max(now.getWidth(), now.getHeight());
      double scale = Math.max(0.5, (double) longestSide / longest);
      int width = Math.max(1, (int) Math.round(now.getWidth() * scale));
      int height = Math.max(1, (int) Math.round(now.getHeight() * scale));
      now =
          paint(
              now,
              width,
              height,
              format,
              AffineTransform.getScaleInstance(
                  (double) width / now.getWidth(), (double) height / now.getHeight()));
    }
    return now;
  }

  private static BufferedImage turn(
      BufferedImage image, ImageFormat format, Orientation orientation) {
    boolean turned = orientation.swapsSides();
    return paint(
        image,
        turned ? image.getHeight() : image.getWidth(),
        turned ? image.getWidth() : image.getHeight(),
        format,
        orientation.upright(image.getWidth(), image.getHeight()));
  }

  private static BufferedImage paint(
      BufferedImage image, int width, int height, ImageFormat format, AffineTransform how) {
    int type =
        format.output().equals("jpeg") ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
    BufferedImage painted = new BufferedImage(width, height, type);
    Graphics2D graphics = painted.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, how, null);
    graphics.dispose();
    return painted;
  }

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, format, output)) {
        throw new LinkageError("No writer of " + format + " is on the class path");
      }
    }
    return bytes.toByteArray();
  }

  private static ImageException damaged() {
    return new ImageException(Reason.DAMAGED, "The picture is damaged.");
  }
}
