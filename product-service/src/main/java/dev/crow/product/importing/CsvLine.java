package dev.crow.product.importing;

import dev.crow.product.catalogue.Availability;
import dev.crow.product.category.Categories;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns one line of a CSV file into what it says: a column that is there changes its field, an
 * empty cell clears it.
 */
final class CsvLine {

  private final Header header;
  private final @Nullable String currency;
  private final JsonMapper json;

  CsvLine(Header header, @Nullable String currency, JsonMapper json) {
    this.header = header;
    this.currency = currency;
    this.json = json;
  }

  ImportRow read(long line, List<String> cells) {
    CellReader reader = new CellReader(line);
    ObjectNode patch = json.createObjectNode();
    text(cells, Column.NAME, "name", patch);
    text(cells, Column.DESCRIPTION, "description", patch);
    text(cells, Column.BRAND, "brand", patch);
    text(cells, Column.SKU, "sku", patch);
    text(cells, Column.GTIN, "gtin", patch);
    text(cells, Column.URL, "url", patch);
    String code = money(cells, reader, patch);
    given(
        cells,
        Column.STOCK,
        patch,
        "stock",
        (cell, field) -> patch.put(field, reader.number(field, cell)));
    given(
        cells,
        Column.AVAILABILITY,
        patch,
        "availability",
        (cell, field) -> putAvailability(reader, cell, patch));
    given(
        cells,
        Column.STATUS,
        patch,
        "status",
        (cell, field) -> patch.put(field, cell.toUpperCase(Locale.ROOT)));
    given(cells, Column.IMAGES, patch, "images", (cell, _) -> images(cell, patch));
    attributes(cells, patch);
    variant(cells, reader, code, patch);
    String category = header.cell(cells, Column.CATEGORY);
    if (category != null && category.isEmpty()) {
      patch.putNull("categoryId");
    }
    if (cells.size() > header.width()) {
      reader.wrong("", "has more cells than the first line");
    }
    return new ImportRow(
        line,
        externalId(cells),
        patch,
        category == null ? null : Categories.normalized(category).orElse(null),
        reader.problems());
  }

  private String externalId(List<String> cells) {
    String id = header.cell(cells, Column.EXTERNAL_ID);
    if (id == null || id.isEmpty()) {
      id = header.cell(cells, Column.SKU);
    }
    return id == null ? "" : id;
  }

  private void text(List<String> cells, Column column, String field, ObjectNode patch) {
    given(cells, column, patch, field, (cell, name) -> patch.put(name, cell));
  }

  private void given(
      List<String> cells,
      Column column,
      ObjectNode patch,
      String field,
      BiConsumer<String, String> read) {
    String cell = header.cell(cells, column);
    if (cell == null) {
      return;
    }
    if (cell.isEmpty()) {
      patch.putNull(field);
    } else {
      read.accept(cell, field);
    }
  }

  /** Returns the line's currency, if it has one. */
  private @Nullable String money(List<String> cells, CellReader reader, ObjectNode patch) {
    String named = header.cell(cells, Column.CURRENCY);
    if (named == null || named.isEmpty()) {
      named = CellReader.currencyIn(header.cell(cells, Column.PRICE));
    }
    String code = named == null ? currency : named;
    boolean priced = false;
    for (Column column : List.of(Column.PRICE, Column.PRICE_MINOR, Column.LIST_PRICE)) {
      String cell = header.cell(cells, column);
      priced |= cell != null && !cell.isEmpty();
    }
    String variantPrice = header.cell(cells, Column.VARIANT_PRICE);
    priced |= variantPrice != null && !variantPrice.isEmpty();
    if (code != null && priced) {
      patch.put("currency", code);
    }
    given(
        cells,
        Column.PRICE,
        patch,
        "price",
        (cell, field) -> patch.put(field, reader.price(field, cell, code)));
    given(
        cells,
        Column.PRICE_MINOR,
        patch,
        "price",
        (cell, field) -> patch.put(field, reader.number(field, cell)));
    given(
        cells,
        Column.LIST_PRICE,
        patch,
        "listPrice",
        (cell, field) -> patch.put(field, reader.price(field, cell, code)));
    return code;
  }

  private static void images(String cell, ObjectNode patch) {
    ArrayNode images = patch.putArray("images");
    for (String url : cell.split("\\||,(?=https?://)", -1)) {
      if (!url.isBlank()) {
        images.add(url.strip());
      }
    }
  }

  private static void putAvailability(CellReader reader, String cell, ObjectNode patch) {
    Availability availability = reader.availability(cell);
    if (availability != null) {
      patch.put("availability", availability.name());
    }
  }

  private void attributes(List<String> cells, ObjectNode patch) {
    if (header.attributes().isEmpty()) {
      return;
    }
    ObjectNode attributes = patch.putObject("attributes");
    for (Map.Entry<String, Integer> entry : header.attributes().entrySet()) {
      String cell = entry.getValue() < cells.size() ? cells.get(entry.getValue()).strip() : "";
      if (cell.isEmpty()) {
        attributes.putNull(entry.getKey());
      } else {
        attributes.put(entry.getKey(), cell);
      }
    }
  }

  private void variant(
      List<String> cells, CellReader reader, @Nullable String code, ObjectNode patch) {
    String id = header.cell(cells, Column.VARIANT_ID);
    if (id == null || id.isEmpty()) {
      return;
    }
    ObjectNode variant = json.createObjectNode().put("id", id);
    ifThere(cells, Column.VARIANT_NAME, cell -> variant.put("name", cell));
    ifThere(cells, Column.VARIANT_SKU, cell -> variant.put("sku", cell));
    ifThere(cells, Column.VARIANT_GTIN, cell -> variant.put("gtin", cell));
    ifThere(
        cells,
        Column.VARIANT_PRICE,
        cell -> variant.put("price", reader.price("variants.price", cell, code)));
    ifThere(
        cells,
        Column.VARIANT_STOCK,
        cell -> variant.put("stock", reader.number("variants.stock", cell)));
    ObjectNode options = json.createObjectNode();
    header
        .options()
        .forEach(
            (name, place) -> {
              if (place < cells.size() && !cells.get(place).isBlank()) {
                options.put(name, cells.get(place).strip());
              }
            });
    if (!options.isEmpty()) {
      variant.set("options", options);
    }
    patch.putArray("variants").add(variant);
  }

  private void ifThere(List<String> cells, Column column, Consumer<String> then) {
    String cell = header.cell(cells, column);
    if (cell != null && !cell.isEmpty()) {
      then.accept(cell);
    }
  }
}
