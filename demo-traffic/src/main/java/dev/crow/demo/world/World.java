package dev.crow.demo.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The invented shop and the kinds of people who visit it. Immutable.
 *
 * @param catalogue what the shop is and sells
 * @param personas who visits it
 * @param moves weights of the usual way from one step to the next
 */
public record World(
    Catalogue catalogue, List<Persona> personas, Map<Step, Map<Step, Double>> moves) {

  /**
   * {@return the shop "Tarnvik": 40 products for outdoors in 6 categories, and 8 kinds of visitors}
   */
  public static World standard() {
    // Both files are ours: an unknown member is a typing error in them, which must not go unseen.
    JsonMapper json =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    People people = read(json, "personas.json", People.class);
    return new World(
        read(json, "catalogue.json", Catalogue.class), people.personas(), people.moves());
  }

  private static <T> T read(JsonMapper json, String name, Class<T> type) {
    try (InputStream in = World.class.getResourceAsStream(name)) {
      return json.readValue(Objects.requireNonNull(in, name), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the shop is and sells.
   *
   * @param brand its name
   * @param origin scheme and host of its site
   * @param currency ISO 4217 code of every price
   * @param zone where its days begin
   * @param categories its shelves
   * @param products all it sells
   * @param articles its journal
   * @param queries what visitors search for
   */
  public record Catalogue(
      String brand,
      String origin,
      String currency,
      ZoneId zone,
      List<Category> categories,
      List<Product> products,
      List<Article> articles,
      List<Query> queries) {

    /**
     * @param id of a product
     * @return that product
     * @throws IllegalArgumentException if there is none
     */
    public Product product(String id) {
      return products.stream()
          .filter(product -> product.id().equals(id))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no product " + id));
    }

    /**
     * @param id of a category
     * @return that category
     * @throws IllegalArgumentException if there is none
     */
    public Category category(String id) {
      return categories.stream()
          .filter(category -> category.id().equals(id))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no category " + id));
    }
  }

  private record People(Map<Step, Map<Step, Double>> moves, List<Persona> personas) {}
}
