package dev.crow.objectstore.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** How a bucket's objects age, as an S3 client said it. */
record LifecycleConfiguration(List<Rule> rules) {

  static final LifecycleConfiguration NONE = new LifecycleConfiguration(List.of());

  /**
   * @param prefix of keys; empty for all
   * @param expire when an object is deleted
   * @param move when it gets {@code storageClass}
   * @param abort when an upload that was never finished is given up
   */
  record Rule(
      boolean enabled,
      String prefix,
      @Nullable Duration expire,
      @Nullable Duration move,
      String storageClass,
      @Nullable Duration abort) {}

  /**
   * @throws IllegalArgumentException if a rule asks for something that is not done here
   */
  static LifecycleConfiguration of(Element root) {
    if (!"LifecycleConfiguration".equals(root.getLocalName())) {
      throw new IllegalArgumentException("This is no LifecycleConfiguration");
    }
    Xml.requireOnly(root, Set.of("Rule"));
    return new LifecycleConfiguration(
        Xml.children(root, "Rule").stream().map(LifecycleConfiguration::rule).toList());
  }

  private static Rule rule(Element rule) {
    Xml.requireOnly(
        rule,
        Set.of(
            "ID",
            "Status",
            "Prefix",
            "Filter",
            "Expiration",
            "Transition",
            "AbortIncompleteMultipartUpload"));
    Optional<Element> transition = only(rule, "Transition", Set.of("Days", "StorageClass"));
    return new Rule(
        Xml.text(rule, "Status").orElse("").equals("Enabled"),
        only(rule, "Filter", Set.of("Prefix"))
            .flatMap(filter -> Xml.text(filter, "Prefix"))
            .or(() -> Xml.text(rule, "Prefix"))
            .orElse(""),
        only(rule, "Expiration", Set.of("Days")).map(e -> days(e, "Days")).orElse(null),
        transition.map(e -> days(e, "Days")).orElse(null),
        transition.flatMap(e -> Xml.text(e, "StorageClass")).orElse("STANDARD_IA"),
        only(rule, "AbortIncompleteMultipartUpload", Set.of("DaysAfterInitiation"))
            .map(e -> days(e, "DaysAfterInitiation"))
            .orElse(null));
  }

  private static Optional<Element> only(Element rule, String name, Set<String> children) {
    List<Element> found = Xml.children(rule, name);
    if (found.size() > 1) {
      throw new IllegalArgumentException("This server has one " + name + " for each rule");
    }
    found.forEach(element -> Xml.requireOnly(element, children));
    return found.stream().findFirst();
  }

  private static Duration days(Element element, String name) {
    long days;
    try {
      days = Long.parseLong(Xml.text(element, name).orElse(""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " is no number", e);
    }
    if (days < 1 || days > 36_500) {
      throw new IllegalArgumentException(name + " must be from 1 to 36500");
    }
    return Duration.ofDays(days);
  }
}
