package dev.crow.notification.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The words of notifications whose request has none of its own. */
@Component
class Templates {

  private static final Pattern NAME = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

  private final Map<String, Words> words = new HashMap<>();

  Templates() {
    try (InputStream file = Templates.class.getResourceAsStream("templates.yml")) {
      Map<String, Map<String, String>> all =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
      all.forEach(
          (type, of) ->
              words.put(
                  type, new Words(of.getOrDefault("title", ""), of.getOrDefault("content", ""))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return empty if there is no template of the type
   * @throws IllegalArgumentException if the metadata lack a value
   */
  Optional<Words> of(String type, Map<String, String> metadata) {
    return Optional.ofNullable(words.get(type))
        .map(
            template ->
                new Words(
                    filled(template.title(), metadata), filled(template.content(), metadata)));
  }

  private static String filled(String text, Map<String, String> metadata) {
    return NAME.matcher(text)
        .replaceAll(
            found -> {
              String value = metadata.get(found.group(1));
              if (value == null) {
                throw new IllegalArgumentException(
                    "The metadata of a notification lack " + found.group(1));
              }
              return Matcher.quoteReplacement(value);
            });
  }

  record Words(String title, String content) {}
}
