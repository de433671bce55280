package dev.crow.notification.request;

import dev.crow.contracts.notification.v1.NotificationRequested;
import dev.crow.notification.request.Templates.Words;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What a request says to people, checked and cut to size. */
@Component
class Wording {

  private static final Pattern TYPE = Pattern.compile("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)*");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}&&[^\\n\\u200c\\u200d]]+");
  private static final int LONGEST_TYPE = 64;
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_CONTENT = 4_000;
  private static final int MOST_METADATA = 50;
  private static final int LONGEST_METADATA = 4_000;

  private final Templates templates;

  Wording(Templates templates) {
    this.templates = templates;
  }

  /**
   * @throws IllegalArgumentException if the request is not as the contract says
   */
  Words of(NotificationRequested request) {
    require(
        request.type().length() <= LONGEST_TYPE && TYPE.matcher(request.type()).matches(), "type");
    Map<String, String> metadata = request.metadata();
    require(
        metadata.size() <= MOST_METADATA
            && metadata.values().stream().allMatch(value -> value.length() <= LONGEST_METADATA),
        "metadata");
    Words words =
        request.title() != null
            ? new Words(request.title(), request.content() == null ? "" : request.content())
            : templates
                .of(request.type(), metadata)
                .orElseThrow(() -> new IllegalArgumentException("There are no words for a type"));
    String title = cut(seen(words.title()).replace('\n', ' ').strip(), LONGEST_TITLE);
    require(!title.isEmpty(), "title");
    return new Words(title, cut(seen(words.content()).strip(), LONGEST_CONTENT));
  }

  private static String seen(String text) {
    return UNSEEN.matcher(text).replaceAll(" ");
  }

  private static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
  }

  private static void require(boolean holds, String part) {
    if (!holds) {
      throw new IllegalArgumentException("The " + part + " of a request is not valid");
    }
  }
}
