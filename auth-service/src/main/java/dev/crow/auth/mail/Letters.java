package dev.crow.auth.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Writes mails from templates. A template is plain text with {@code {{names}}}; its HTML is made
 * from the same paragraphs, with every value escaped.
 */
@Component
class Letters {

  private static final Pattern NAME = Pattern.compile("\\{\\{([a-zA-Z]+)}}");
  private static final String LINK = "link";

  private final Map<MailTemplate, String> templates = new EnumMap<>(MailTemplate.class);
  private final String layout;

  Letters() {
    for (MailTemplate template : MailTemplate.values()) {
      templates.put(template, read(template.resource()));
    }
    layout = read("templates/layout.html");
  }

  String text(MailTemplate template, Map<String, String> values) {
    return filled(wordsOf(template), values);
  }

  String html(MailTemplate template, Map<String, String> values) {
    StringBuilder paragraphs = new StringBuilder();
    for (String paragraph : wordsOf(template).strip().split("\n\n", -1)) {
      paragraphs.append(
          paragraph.strip().equals("{{" + LINK + "}}")
              ? "<p><a href=\"{{link}}\">%s</a></p>\n".formatted(template.button())
              : "<p>%s</p>\n".formatted(HtmlUtils.htmlEscape(paragraph).replace("\n", " ")));
    }
    Map<String, String> escaped = new java.util.HashMap<>();
    values.forEach((name, value) -> escaped.put(name, HtmlUtils.htmlEscape(value)));
    return layout.replace("[paragraphs]", filled(paragraphs.toString(), escaped));
  }

  private String wordsOf(MailTemplate template) {
    String words = templates.get(template);
    if (words == null) {
      throw new IllegalStateException("No template for " + template);
    }
    return words;
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

  private static String read(String resource) {
    try (InputStream stream = Letters.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("The resource " + resource + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
