package dev.crow.webingest.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.webingest.dialect.Facts;
import dev.crow.webingest.dialect.Told;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentDialectTests {

  @ParameterizedTest
  @CsvSource({
    "Products Searched, search",
    "Product Viewed, product_view",
    "product_added, add_to_cart",
    "add_to_cart, add_to_cart",
    "Product Removed, remove_from_cart",
    "Checkout Started, checkout_start",
    "Order Completed, purchase",
    "Guide Opened, custom"
  })
  void namesOfTheShopSpecificationBecomeTypes(String name, String type) {
    assertThat(track(name, Map.of()).type()).isEqualTo(type);
  }

  @Test
  void anOrderKeepsWhatWasBought() {
    Told.Happened order =
        track(
            "Order Completed",
            Map.of(
                "order_id",
                "N-1",
                "revenue",
                "12.50",
                "products",
                List.of(Map.of("sku", "tea-1", "name", "Assam", "price", 7.5, "quantity", 2))));
    assertThat(order.properties())
        .containsEntry("orderId", "N-1")
        .containsEntry("total", 12.5)
        .containsEntry(
            "items",
            List.of(
                Map.of("productId", "tea-1", "productName", "Assam", "price", 7.5, "quantity", 2)));
  }

  @Test
  void aNameOfTheSendersOwnIsKeptBesideTheEvents() {
    assertThat(track("Guide Opened", Map.of("name", "sizes")).properties())
        .containsEntry("name", "Guide Opened")
        .containsEntry("label", "sizes");
  }

  @Test
  void traitsAreNotStored() {
    Facts identify =
        new Facts(
            Map.of(
                "type",
                "identify",
                "anonymousId",
                "a-1",
                "userId",
                "u-1",
                "traits",
                Map.of("email", "x@y.example")));
    List<Told> told = SegmentDialect.OF_BATCHES.translate(identify, Instant.EPOCH);
    assertThat(told).singleElement().isInstanceOf(Told.Known.class);
    assertThat(told.toString()).contains("u-1").doesNotContain("x@y.example");
  }

  @Test
  void aUserIdIsNoPartOfTheSessionsName() {
    Facts page = new Facts(Map.of("type", "page", "userId", "x@y.example"));
    assertThat(SegmentDialect.OF_BATCHES.translate(page, Instant.EPOCH).getFirst().visitor())
        .satisfies(visitor -> assertThat(visitor.session()).matches("segment\\.[0-9a-f-]{36}"));
  }

  private static Told.Happened track(String event, Map<String, Object> properties) {
    Facts item = new Facts(Map.of("event", event, "anonymousId", "a-1", "properties", properties));
    return (Told.Happened) new SegmentDialect("track").translate(item, Instant.EPOCH).getFirst();
  }
}
