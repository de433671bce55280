package dev.crow.gateway.site;

import java.util.function.BooleanSupplier;

/**
 * Decides about parts of pages. What stands between {@code <!--if:name-->} and {@code
 * <!--/if:name-->} is left out where the fact does not hold.
 *
 * @param name as pages write it
 * @param holds asked whenever a page is served
 */
public record SiteFact(String name, BooleanSupplier holds) {

  String applyTo(String text) {
    String begin = "<!--if:" + name + "-->";
    String end = "<!--/if:" + name + "-->";
    if (holds.getAsBoolean()) {
      return text.replace(begin, "").replace(end, "");
    }
    StringBuilder kept = new StringBuilder();
    int at = 0;
    for (int from = text.indexOf(begin); from >= 0; from = text.indexOf(begin, at)) {
      kept.append(text, at, from);
      int to = text.indexOf(end, from);
      at = to < 0 ? text.length() : to + end.length();
    }
    return kept.append(text, at, text.length()).toString();
  }
}
