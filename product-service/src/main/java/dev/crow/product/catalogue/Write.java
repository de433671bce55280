package dev.crow.product.catalogue;

import dev.crow.product.catalogue.HistoryEntry.Kind;
import dev.crow.relational.UuidV7;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One product as it was and as it is to be.
 *
 * @param before null if it is new
 * @param after what is to be stored; its version is one more than before
 * @param by who says so
 */
public record Write(@Nullable Product before, Product after, Origin by) {

  /** Prices and stocks that differ, of the product and of each variant. */
  List<HistoryEntry> history() {
    List<HistoryEntry> entries = new ArrayList<>();
    ProductContent old = before == null ? null : before.content();
    ProductContent now = after.content();
    boolean sameCurrency = old == null || Objects.equals(old.currency(), now.currency());
    add(entries, Kind.PRICE, null, old == null ? null : old.price(), now.price(), sameCurrency);
    add(entries, Kind.STOCK, null, old == null ? null : old.stock(), now.stock(), true);
    Map<String, Variant> olds =
        old == null
            ? Map.of()
            : old.variants().stream()
                .collect(Collectors.toMap(Variant::id, Function.identity(), (a, _) -> a));
    for (Variant variant : now.variants()) {
      Variant was = olds.get(variant.id());
      add(
          entries,
          Kind.PRICE,
          variant.id(),
          was == null ? null : was.price(),
          variant.price(),
          sameCurrency);
      add(
          entries,
          Kind.STOCK,
          variant.id(),
          was == null ? null : was.stock(),
          variant.stock(),
          true);
    }
    return entries;
  }

  private void add(
      List<HistoryEntry> entries,
      Kind kind,
      @Nullable String variantId,
      @Nullable Long was,
      @Nullable Long is,
      boolean sameCurrency) {
    if (Objects.equals(was, is) && (sameCurrency || is == null)) {
      return;
    }
    entries.add(
        new HistoryEntry(
            UuidV7.next(),
            kind,
            variantId,
            was,
            is,
            kind == Kind.PRICE ? after.content().currency() : null,
            by,
            after.updatedAt()));
  }
}
