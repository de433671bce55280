package dev.crow.mail;

import java.util.regex.Pattern;

/**
 * Names and texts that strangers chose, in a mail that seems to come from us: nothing in them may
 * look like an address that a mail program makes a link of, and no name is so long that it is a
 * message.
 */
public final class Names {

  private static final int LONGEST = 80;
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\u200c\\u200d]]+");
  private static final Pattern JOINT = Pattern.compile("(?<=\\S)([.:/@]+)(?=\\S)");

  private static final Pattern LINKS =
      Pattern.compile("(?<=\\S)([.:/@]+)(?=\\p{L})|(?<=\\p{L})(:/+)(?=\\S)");

  private Names() {}

  /**
   * @param name as somebody wrote it
   * @return the same in one line, at most 80 characters, with nothing that is an address
   */
  public static String shown(String name) {
    String seen = UNSEEN.matcher(name).replaceAll(" ");
    String broken = JOINT.matcher(seen).replaceAll("$1 ").strip();
    return broken.codePointCount(0, broken.length()) <= LONGEST
        ? broken
        : broken.substring(0, broken.offsetByCodePoints(0, LONGEST - 1)) + "\u2026";
  }

  /**
   * @param text of any length that may repeat what strangers wrote
   * @return the same with nothing that a mail program makes a link of; numbers stay as they are
   */
  public static String unlinked(String text) {
    return LINKS.matcher(text).replaceAll(found -> found.group() + " ");
  }
}
