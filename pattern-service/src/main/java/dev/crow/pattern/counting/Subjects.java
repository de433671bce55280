package dev.crow.pattern.counting;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How pages and compound subjects are named. */
public final class Subjects {

  /** The subject of what concerns the whole shop. */
  public static final String SHOP = "";

  /** All pages that show a product. */
  public static final String PRODUCT_PAGES = "product pages";

  /** Marks a part of a path that differs from one page to the next, such as a number. */
  public static final String ANY = "*";

  private static final char JOINT = '\u001f';
  private static final int LONGEST_PATH = 80;

  private Subjects() {}

  /**
   * @param parts of a compound subject
   * @return its one name
   */
  public static String join(String... parts) {
    return String.join(String.valueOf(JOINT), parts);
  }

  /**
   * @param subject made by {@link #join}
   * @return its parts
   */
  public static List<String> split(String subject) {
    return List.of(subject.split(String.valueOf(JOINT), -1));
  }

  /**
   * @param path of a page or a call
   * @return the same for pages that differ in numbers and ids only; empty for none
   */
  public static String path(@Nullable String path) {
    if (path == null) {
      return "";
    }
    String[] parts = path.split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].chars().anyMatch(Character::isDigit)) {
        parts[i] = ANY;
      }
    }
    String plain = String.join("/", parts);
    return plain.length() > LONGEST_PATH ? plain.substring(0, LONGEST_PATH) : plain;
  }

  /**
   * @param page a page's subject
   * @return the part of its path before its own name; empty for pages at the top
   */
  public static String parent(String page) {
    int end = page.endsWith("/") ? page.lastIndexOf('/', page.length() - 2) : page.lastIndexOf('/');
    return end <= 0 ? "" : page.substring(0, end);
  }
}
