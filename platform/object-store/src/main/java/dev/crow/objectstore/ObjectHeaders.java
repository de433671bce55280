package dev.crow.objectstore;

import java.util.Map;
import java.util.regex.Pattern;

/** What an object's headers can carry. */
final class ObjectHeaders {

  private static final int LONGEST_METADATA = 2048;
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern VALUE = Pattern.compile("|[!-~]|[!-~][ -~]*[!-~]");

  private ObjectHeaders() {}

  static void check(String contentType, Map<String, String> metadata) {
    if (contentType.isEmpty() || !VALUE.matcher(contentType).matches()) {
      throw new IllegalArgumentException("The content type is not printable ASCII");
    }
    int size = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      if (!NAME.matcher(entry.getKey()).matches() || !VALUE.matcher(entry.getValue()).matches()) {
        throw new IllegalArgumentException("Metadata has a name or value that no header can carry");
      }
      size += entry.getKey().length() + entry.getValue().length();
    }
    if (size > LONGEST_METADATA) {
      throw new IllegalArgumentException("Metadata takes more than " + LONGEST_METADATA + " bytes");
    }
  }
}
