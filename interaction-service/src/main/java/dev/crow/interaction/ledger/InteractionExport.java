package dev.crow.interaction.ledger;

import dev.crow.contracts.export.v1.ExportFilters;
import dev.crow.contracts.export.v1.ExportKinds;
import dev.crow.contracts.export.v1.ExportPartOrdered;
import dev.crow.exporting.ExportSource;
import dev.crow.interaction.ledger.InteractionQuery.Place;
import dev.crow.relational.Timestamps;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Interactions for exports, newest first, as lists show them. */
final class InteractionExport implements ExportSource {

  private static final int PAGE = 500;
  private static final String DIVIDER = "|";

  private final InteractionStore store;

  InteractionExport(InteractionStore store) {
    this.store = store;
  }

  @Override
  public String kind() {
    return ExportKinds.INTERACTIONS;
  }

  @Override
  public Rows read(ExportPartOrdered order, int atMost) {
    Long expected = order.after() == null ? store.count(query(order, null, 1)) : null;
    Place after = place(order.after());
    List<InteractionView> rows = new ArrayList<>();
    while (rows.size() < atMost) {
      int limit = Math.min(PAGE, atMost - rows.size());
      List<Interaction> page = store.page(query(order, after, limit));
      page.forEach(interaction -> rows.add(InteractionView.of(interaction)));
      if (page.size() < limit) {
        return new Rows(rows, null, expected);
      }
      after = new Place(page.getLast().startedAt(), page.getLast().id());
    }
    return new Rows(rows, text(after), expected);
  }

  private static InteractionQuery query(ExportPartOrdered order, @Nullable Place after, int limit) {
    ExportFilters filters = order.filters();
    return new InteractionQuery(
        order.organizationId(),
        order.begin(),
        order.end(),
        filters.source(),
        filters.productId(),
        null,
        after,
        limit);
  }

  private static @Nullable String text(@Nullable Place place) {
    return place == null ? null : Timestamps.format(place.startedAt()) + DIVIDER + place.id();
  }

  private static @Nullable Place place(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int divider = text.indexOf(DIVIDER);
    return new Place(Timestamps.parse(text.substring(0, divider)), text.substring(divider + 1));
  }
}
