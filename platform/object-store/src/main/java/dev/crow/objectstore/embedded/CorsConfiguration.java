package dev.crow.objectstore.embedded;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** Whose pages may use a bucket directly, as an S3 client said it. Origins are exact, or any. */
record CorsConfiguration(List<Rule> rules) {

  private static final String ANY = "*";

  static final CorsConfiguration NONE = new CorsConfiguration(List.of());

  record Rule(
      List<String> origins,
      List<String> methods,
      List<String> headers,
      List<String> exposed,
      String maxAge) {}

  /**
   * @throws IllegalArgumentException if it is not a CORS configuration
   */
  static CorsConfiguration of(Element root) {
    if (!"CORSConfiguration".equals(root.getLocalName())) {
      throw new IllegalArgumentException("This is no CORSConfiguration");
    }
    Xml.requireOnly(root, Set.of("CORSRule"));
    return new CorsConfiguration(
        Xml.children(root, "CORSRule").stream().map(CorsConfiguration::rule).toList());
  }

  private static Rule rule(Element rule) {
    List<String> origins = Xml.texts(rule, "AllowedOrigin");
    if (origins.stream().anyMatch(origin -> origin.contains("*") && !origin.equals(ANY))) {
      throw new IllegalArgumentException("This server takes no wildcard within an origin");
    }
    String maxAge = Xml.text(rule, "MaxAgeSeconds").orElse("");
    if (!maxAge.matches("\\d{0,9}")) {
      throw new IllegalArgumentException("MaxAgeSeconds is no number");
    }
    return new Rule(
        origins,
        Xml.texts(rule, "AllowedMethod"),
        Xml.texts(rule, "AllowedHeader").stream().map(h -> h.toLowerCase(Locale.ROOT)).toList(),
        Xml.texts(rule, "ExposeHeader"),
        maxAge);
  }

  /**
   * @param headers that a page wants to send, in lower case
   */
  Optional<Rule> allowing(String origin, String method, Set<String> headers) {
    return rules.stream()
        .filter(rule -> rule.origins().contains(ANY) || rule.origins().contains(origin))
        .filter(rule -> rule.methods().contains(method))
        .filter(rule -> rule.headers().contains("*") || rule.headers().containsAll(headers))
        .findFirst();
  }
}
