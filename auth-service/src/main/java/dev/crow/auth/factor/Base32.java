package dev.crow.auth.factor;

/** The form in which authenticator apps take secrets (RFC 4648, without padding). */
final class Base32 {

  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int held = 0;
    for (byte next : bytes) {
      buffer = (buffer << 8 | (next & 0xff)) & 0xfff;
      held += 8;
      while (held >= BITS) {
        held -= BITS;
        text.append(DIGITS.charAt(buffer >> held & 31));
      }
    }
    if (held > 0) {
      text.append(DIGITS.charAt(buffer << (BITS - held) & 31));
    }
    return text.toString();
  }

  static byte[] decode(String text) {
    byte[] bytes = new byte[text.length() * BITS / 8];
    int buffer = 0;
    int held = 0;
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      int value = DIGITS.indexOf(text.charAt(i));
      if (value < 0) {
        throw new IllegalArgumentException("Not base32");
      }
      buffer = (buffer << BITS | value) & 0xfff;
      held += BITS;
      if (held >= 8) {
        held -= 8;
        bytes[at++] = (byte) (buffer >> held);
      }
    }
    return bytes;
  }
}
