package dev.crow.webingest.posthog;

import dev.crow.contracts.web.v1.WebEventTypes;
import dev.crow.webingest.dialect.Facts;
import dev.crow.webingest.dialect.ShopEvents;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What PostHog captures of clicks and forms: the element as a list of objects, or as one text. */
final class PostHogClicks {

  private static final Pattern TAG = Pattern.compile("^([a-zA-Z][a-zA-Z0-9-]{0,40})");
  private static final Pattern TEXT = Pattern.compile("[\":]text=\"([^\"]{0,300})\"");

  private PostHogClicks() {}

  static ShopEvents.Typed read(String event, Facts facts, Map<String, Object> own) {
    String chain = facts.text("$elements_chain");
    Facts element = Facts.of(facts.list("$elements").stream().findFirst().orElse(null));
    String tag = chain == null ? element.text("tag_name") : first(TAG, chain);
    String text = facts.text("$el_text");
    if (text == null) {
      text = chain == null ? element.text("$el_text") : first(TEXT, chain);
    }
    if (event.equals("$autocapture") && "submit".equals(facts.text("$event_type"))) {
      String name = element.text("attr__name", "attr__id");
      PostHogDialect.put(own, "form", name == null ? "form" : name);
      return new ShopEvents.Typed(WebEventTypes.FORM_SUBMIT, own);
    }
    PostHogDialect.put(own, "text", text);
    PostHogDialect.put(own, "element", tag);
    return new ShopEvents.Typed(
        switch (event) {
          case "$rageclick" -> WebEventTypes.RAGE_CLICK;
          case "$dead_click" -> WebEventTypes.DEAD_CLICK;
          default -> WebEventTypes.CLICK;
        },
        own);
  }

  private static @Nullable String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : null;
  }
}
