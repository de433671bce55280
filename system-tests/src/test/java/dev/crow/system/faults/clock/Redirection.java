package dev.crow.system.faults.clock;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a class ask {@link SetClock} what it asked the machine. Only references of its constant pool
 * change, and not a byte of its code.
 */
final class Redirection {

  private static final String SET_CLOCK = "dev/crow/system/faults/clock/SetClock";

  /** Method, with its type, to the class it is asked of. */
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "currentTimeMillis()J", "java/lang/System",
          "getNanoTimeAdjustment(J)J", "jdk/internal/misc/VM");

  private static final int COUNT_AT = 8;
  private static final int POOL_AT = 10;
  private static final int MOST_CONSTANTS = 0xFFFF;

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int METHOD = 10;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  private final ByteBuffer file;
  private final int[] places;
  private final int end;

  private Redirection(byte[] bytes) {
    file = ByteBuffer.wrap(bytes.clone());
    places = new int[Short.toUnsignedInt(file.getShort(COUNT_AT))];
    int at = POOL_AT;
    for (int constant = 1; constant < places.length; constant++) {
      places[constant] = at;
      int tag = file.get(at);
      at += 1 + lengthOf(tag, at);
      if (tag == LONG || tag == DOUBLE) {
        constant++;
      }
    }
    end = at;
  }

  /**
   * @param bytes of a class file
   * @return the class that asks {@link SetClock}; null if it asks nothing of the sort
   */
  static byte @Nullable [] of(byte[] bytes) {
    Redirection redirection = new Redirection(bytes);
    return redirection.change() ? redirection.written() : null;
  }

  private int lengthOf(int tag, int at) {
    return switch (tag) {
      case UTF8 -> Short.BYTES + Short.toUnsignedInt(file.getShort(at + 1));
      case LONG, DOUBLE -> Long.BYTES;
      case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> Short.BYTES;
      case METHOD_HANDLE -> 1 + Short.BYTES;
      default -> 2 * Short.BYTES;
    };
  }

  private boolean change() {
    boolean changed = false;
    // Constants that are second halves have no place.
    for (int constant = 1; constant < places.length; constant++) {
      int at = places[constant];
      if (at > 0 && file.get(at) == METHOD && isQuestion(at)) {
        file.putShort(at + 1, (short) (places.length + 1));
        changed = true;
      }
    }
    return changed && places.length + 2 <= MOST_CONSTANTS;
  }

  private boolean isQuestion(int at) {
    int owner = places[number(at + 1)];
    int method = places[number(at + 1 + Short.BYTES)];
    String name = text(number(method + 1)) + text(number(method + 1 + Short.BYTES));
    return text(number(owner + 1)).equals(QUESTIONS.get(name));
  }

  private int number(int at) {
    return Short.toUnsignedInt(file.getShort(at));
  }

  private String text(int constant) {
    int at = places[constant];
    byte[] bytes = file.array();
    try {
      // Class files have a UTF-8 of their own.
      return new DataInputStream(
              new ByteArrayInputStream(bytes, at + 1, Short.BYTES + number(at + 1)))
          .readUTF();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] written() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(file.capacity() + 64);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(file.array(), 0, COUNT_AT);
      out.writeShort(places.length + 2);
      out.write(file.array(), POOL_AT, end - POOL_AT);
      out.writeByte(UTF8);
      out.writeShort(SET_CLOCK.length());
      out.write(SET_CLOCK.getBytes(StandardCharsets.US_ASCII));
      out.writeByte(CLASS);
      out.writeShort(places.length);
      out.write(file.array(), end, file.capacity() - end);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
