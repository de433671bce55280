package dev.crow.webingest.intake;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.WrappedBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * Reads a request's body as text within the door's limits: bytes on the wire, bytes after
 * decompression, time, and strictly valid UTF-8.
 */
final class Body {

  private static final int CHUNK = 16 * 1024;

  private final IntakeProperties limits;

  Body(IntakeProperties limits) {
    this.limits = limits;
  }

  CharBuffer read(HttpServletRequest request, boolean plainTextAllowed) {
    requireJson(request, plainTextAllowed);
    boolean gzip = isGzip(request.getHeader("Content-Encoding"));
    int wire = Math.toIntExact(limits.maxBody().toBytes());
    if (request.getContentLengthLong() > wire) {
      throw new ApiException(
          ErrorCode.PAYLOAD_TOO_LARGE, "A body may have at most " + wire + " bytes.");
    }
    byte[] body = bytes(request, wire);
    return text(gzip ? decompress(body) : body);
  }

  /** As {@link #read}, of a client that may wrap its body and say little about it. */
  CharBuffer readWrapped(HttpServletRequest request) {
    MediaType type = mediaType(request.getContentType());
    boolean form = type != null && MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type);
    if (type != null && !form && !isJson(type) && !isPlain(type)) {
      throw new ApiException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The Content-Type must be application/json.");
    }
    requireUtf8(type);
    // Checked for what is neither gzip nor nothing; gzip itself is known by its first bytes.
    boolean gzip = isGzip(request.getHeader("Content-Encoding"));
    byte[] body = bytes(request, Math.toIntExact(limits.maxBody().toBytes()));
    if (gzip && (body.length < 2 || body[0] != (byte) 0x1f || body[1] != (byte) 0x8b)) {
      throw new ApiException(ErrorCode.BAD_ENCODING, "The body is not valid gzip.");
    }
    try (InputStream in = WrappedBody.open(new ByteArrayInputStream(body), form)) {
      return text(drain(in));
    } catch (IOException e) {
      throw new ApiException(
          ErrorCode.BAD_ENCODING, "The body is not valid gzip, or no form of Base64.");
    }
  }

  private byte[] bytes(HttpServletRequest request, int atMost) {
    int known = (int) Math.min(request.getContentLengthLong(), atMost);
    ByteArrayOutputStream all = new ByteArrayOutputStream(known > 0 ? known : CHUNK);
    byte[] chunk = new byte[CHUNK];
    long deadline = System.nanoTime() + limits.bodyTimeout().toNanos();
    try {
      InputStream in = request.getInputStream();
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        all.write(chunk, 0, read);
        if (all.size() > atMost) {
          throw new ApiException(
              ErrorCode.PAYLOAD_TOO_LARGE, "A body may have at most " + atMost + " bytes.");
        }
        if (System.nanoTime() - deadline > 0) {
          throw tooSlow(limits.bodyTimeout());
        }
      }
    } catch (SocketTimeoutException e) {
      throw tooSlow(limits.bodyTimeout());
    } catch (IOException e) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "The body ended early.");
    }
    return all.toByteArray();
  }

  private byte[] decompress(byte[] body) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body), CHUNK)) {
      return drain(in);
    } catch (ZipException | EOFException e) {
      throw new ApiException(ErrorCode.BAD_ENCODING, "The body is not valid gzip.");
    } catch (IOException e) {
      throw new ApiException(ErrorCode.BAD_ENCODING, "The body cannot be decompressed.");
    }
  }

  private byte[] drain(InputStream in) throws IOException {
    int atMost = Math.toIntExact(limits.maxDecompressed().toBytes());
    ByteArrayOutputStream all = new ByteArrayOutputStream(CHUNK);
    byte[] chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      all.write(chunk, 0, read);
      if (all.size() > atMost) {
        throw new ApiException(
            ErrorCode.DECOMPRESSED_TOO_LARGE,
            "A body may have at most " + atMost + " bytes after decompression.");
      }
    }
    return all.toByteArray();
  }

  private static CharBuffer text(byte[] body) {
    if (looksLikeUtf16(body)) {
      throw new ApiException(ErrorCode.UNSUPPORTED_CHARSET, "The body looks like UTF-16.");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException e) {
      throw new ApiException(ErrorCode.INVALID_ENCODING, "The body is not valid UTF-8.");
    }
  }

  private static boolean looksLikeUtf16(byte[] body) {
    if (body.length < 2) {
      return false;
    }
    int first = body[0] & 0xFF;
    int second = body[1] & 0xFF;
    boolean mark = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
    return mark || first == 0 || second == 0;
  }

  private static void requireJson(HttpServletRequest request, boolean plainTextAllowed) {
    MediaType type = mediaType(request.getContentType());
    if (type == null || !(isJson(type) || (plainTextAllowed && isPlain(type)))) {
      throw new ApiException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The Content-Type must be application/json.");
    }
    requireUtf8(type);
  }

  private static void requireUtf8(@Nullable MediaType type) {
    if (type != null
        && type.getCharset() != null
        && !StandardCharsets.UTF_8.equals(type.getCharset())) {
      throw new ApiException(ErrorCode.UNSUPPORTED_CHARSET, "The charset must be utf-8.");
    }
  }

  private static boolean isJson(MediaType type) {
    return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type);
  }

  private static boolean isPlain(MediaType type) {
    return MediaType.TEXT_PLAIN.equalsTypeAndSubtype(type);
  }

  private static @Nullable MediaType mediaType(@Nullable String contentType) {
    try {
      return contentType == null ? null : MediaType.parseMediaType(contentType);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean isGzip(@Nullable String encoding) {
    if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
      return false;
    }
    if (encoding.strip().equalsIgnoreCase("gzip")) {
      return true;
    }
    throw new ApiException(
        ErrorCode.UNSUPPORTED_CONTENT_ENCODING, "Only one gzip encoding is supported.");
  }

  private static ApiException tooSlow(Duration limit) {
    return new ApiException(
        ErrorCode.REQUEST_TIMEOUT,
        "The body did not arrive within " + limit.toSeconds() + " seconds.");
  }
}
