package dev.crow.webingest.rules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Knows robots, crawlers and headless browsers by the name they give themselves, from the list of
 * the crawler-user-agents project. Most of its patterns are plain words, and are looked for as
 * such.
 */
@Component
public final class Bots {

  private static final String LIST = "bots/crawler-user-agents.txt";
  private static final int LONGEST_NAME = 512;
  private static final int KNOWN_NAMES = 10_000;

  private final List<String> words = new ArrayList<>();
  private final List<Pattern> patterns = new ArrayList<>();
  private final Cache<String, Boolean> known =
      Caffeine.newBuilder().maximumSize(KNOWN_NAMES).build();

  Bots() {
    try (InputStream in = new ClassPathResource(LIST).getInputStream()) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isEmpty())
          .forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String pattern) {
    String word = pattern.replaceAll("\\\\([-/. @:_!()+])", "$1");
    if (pattern.replaceAll("\\\\[-/. @:_!()+]", "").matches("[^\\\\^$.|?*+()\\[\\]{}]*")) {
      words.add(word);
    } else {
      patterns.add(Pattern.compile(pattern));
    }
  }

  /**
   * @param userAgent as a browser or its page says; hostile text
   * @return whether it is the name of a program without a person behind it
   */
  public boolean isBot(String userAgent) {
    String name =
        userAgent.length() <= LONGEST_NAME ? userAgent : userAgent.substring(0, LONGEST_NAME);
    return known.get(name, this::look);
  }

  private boolean look(String name) {
    return words.stream().anyMatch(name::contains)
        || patterns.stream().anyMatch(pattern -> pattern.matcher(name).find());
  }
}
