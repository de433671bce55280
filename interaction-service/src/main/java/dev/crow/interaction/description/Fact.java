package dev.crow.interaction.description;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something a session's events say, ready to be told. Captured texts are already cleaned. */
sealed interface Fact {

  /** The events it rests on. */
  Evidence evidence();

  /** A fact about one product. */
  sealed interface OfProduct extends Fact {
    Product product();
  }

  /** A page was opened; {@code url} tells pages of the same title apart. */
  record PageOpened(@Nullable String label, String url, Evidence evidence) implements Fact {}

  record Searched(@Nullable String query, @Nullable Integer results, Evidence evidence)
      implements Fact {}

  /** {@code returned}: the visitor looked at another product in between. */
  record Viewed(Product product, @Nullable Money price, boolean returned, Evidence evidence)
      implements OfProduct {}

  record Picked(Product product, List<String> variants, Evidence evidence) implements OfProduct {}

  record Zoomed(Product product, Evidence evidence) implements OfProduct {}

  record Added(
      Product product,
      int quantity,
      @Nullable String variant,
      @Nullable Money price,
      Evidence evidence)
      implements OfProduct {}

  record Removed(Product product, Evidence evidence) implements OfProduct {}

  record CheckoutStarted(@Nullable Money total, Evidence evidence) implements Fact {}

  record Bought(List<Line> lines, @Nullable Money total, Evidence evidence) implements Fact {
    /** One product of an order. */
    record Line(Product product, int quantity, @Nullable Money price) {}
  }

  record RageClicked(@Nullable String label, @Nullable Integer clicks, Evidence evidence)
      implements Fact {}

  record DeadClicked(@Nullable String label, Evidence evidence) implements Fact {}

  record ScriptFailed(@Nullable String message, Evidence evidence) implements Fact {}

  /** {@code status} is null where no HTTP status was sent. */
  record CallFailed(@Nullable String path, @Nullable Integer status, Evidence evidence)
      implements Fact {}

  /** A page measured as poor, by the thresholds of Core Web Vitals. */
  record PagePoor(Vital vital, BigDecimal value, @Nullable String page, Evidence evidence)
      implements Fact {
    /** Which measure was poor. */
    enum Vital {
      /** Milliseconds until the main content showed. */
      LCP,
      /** Score of how far the layout moved. */
      CLS,
      /** Milliseconds until an interaction was answered. */
      INP
    }
  }

  record FormRefused(
      @Nullable String form, @Nullable String field, @Nullable String message, Evidence evidence)
      implements Fact {}

  record FormSent(@Nullable String form, Evidence evidence) implements Fact {}

  record Downloaded(@Nullable String file, Evidence evidence) implements Fact {}

  record Played(@Nullable String media, Evidence evidence) implements Fact {}

  record Clicked(@Nullable String label, Evidence evidence) implements Fact {}

  record Scrolled(Evidence evidence) implements Fact {}

  record Other(@Nullable String name, Evidence evidence) implements Fact {}
}
