package dev.crow.pattern.counting;

import dev.crow.contracts.interaction.v1.InteractionFacts;
import dev.crow.contracts.interaction.v1.InteractionFacts.Visitor;
import java.util.ArrayList;
import java.util.List;

/** The groups of visitors a visit belongs to. */
public final class Segments {

  /** Begins the segments of visits that met a trouble. */
  public static final String TROUBLE = "trouble";

  private Segments() {}

  /**
   * @param segment such as {@code device=mobile}
   * @return what is before the sign
   */
  public static String dimension(String segment) {
    return segment.substring(0, Math.max(0, segment.indexOf('=')));
  }

  /**
   * @param segment such as {@code device=mobile}
   * @return what is behind the sign
   */
  public static String value(String segment) {
    return segment.substring(segment.indexOf('=') + 1);
  }

  /**
   * @param facts of a visit
   * @return the groups it belongs to, one of each dimension that is known of it
   */
  public static List<String> of(InteractionFacts facts) {
    Visitor visitor = facts.visitor();
    List<String> segments = new ArrayList<>(5);
    if (visitor.device() != null) {
      segments.add("device=" + visitor.device());
    }
    segments.add("arrival=" + visitor.arrival());
    if (visitor.language() != null) {
      segments.add("language=" + visitor.language());
    }
    segments.add(visitor.userId() == null ? "account=guest" : "account=signed in");
    return segments;
  }
}
