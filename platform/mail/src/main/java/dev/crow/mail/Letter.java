package dev.crow.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * Writes both parts of a mail from one template: plain text with {@code {{names}}}, in paragraphs.
 * The HTML is made from the same paragraphs, with every value escaped; the paragraph {@code
 * {{link}}} becomes a link.
 *
 * @param words the template
 * @param button what the link says in HTML
 */
public record Letter(String words, String button) {

  private static final Pattern NAME = Pattern.compile("\\{\\{([a-zA-Z]+)}}");
  private static final String LINK = "link";
  private static final String LAYOUT = read(Letter.class, "layout.html");

  /**
   * @param owner in whose package the resource is
   * @param resource name of the template
   * @param button what the link says in HTML
   * @return the letter
   * @throws IllegalStateException if there is no such resource
   */
  public static Letter from(Class<?> owner, String resource, String button) {
    return new Letter(read(owner, resource), button);
  }

  /**
   * @param values by the names the template uses
   * @return the plain part
   * @throws IllegalArgumentException if a value is missing
   */
  public String text(Map<String, String> values) {
    return filled(words, values);
  }

  /**
   * @param values as for the plain part
   * @return the HTML part
   * @throws IllegalArgumentException if a value is missing
   */
  public String html(Map<String, String> values) {
    StringBuilder paragraphs = new StringBuilder();
    for (String paragraph : words.strip().split("\n\n", -1)) {
      paragraphs.append(
          paragraph.strip().equals("{{" + LINK + "}}")
              ? "<p><a href=\"{{link}}\">%s</a></p>\n".formatted(HtmlUtils.htmlEscape(button))
              : "<p>%s</p>\n".formatted(HtmlUtils.htmlEscape(paragraph).replace("\n", " ")));
    }
    Map<String, String> escaped = new HashMap<>();
    values.forEach(
        (name, value) -> escaped.put(name, HtmlUtils.htmlEscape(value).replace("\n", "<br>\n")));
    return LAYOUT.replace("[paragraphs]", filled(paragraphs.toString(), escaped));
  }

  private static String filled(String words, Map<String, String> values) {
    return NAME.matcher(words)
        .replaceAll(
            found -> {
              String value = values.get(found.group(1));
              if (value == null) {
                throw new IllegalArgumentException("Nothing is given for " + found.group(1));
              }
              return Matcher.quoteReplacement(value);
            });
  }

  private static String read(Class<?> owner, String resource) {
    try (InputStream stream = owner.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("The resource " + resource + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
