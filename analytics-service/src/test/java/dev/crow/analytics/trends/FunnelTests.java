package dev.crow.analytics.trends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.analytics.projection.Step;
import dev.crow.analytics.projection.Step.Item;
import dev.crow.analytics.trends.Funnel.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelTests {

  private static final Stage VIEW = new Stage("product_view", null, null, null);
  private static final Stage CART = new Stage("add_to_cart", null, null, null);
  private static final Stage BUY = new Stage("purchase", null, null, null);

  private final Funnel funnel = new Funnel(List.of(VIEW, CART, BUY), 100);

  @Test
  void stepsCountInTheirOrderWithAnythingInBetween() {
    take("add_to_cart@1", "product_view@2", "click@3", "add_to_cart@4");
    take("product_view@1", "add_to_cart@2", "purchase@3");
    take("purchase@1");
    assertThat(funnel.reached()).containsExactly(2, 2, 1);
  }

  @Test
  void theWayIsMeasuredFromItsLatestBeginning() {
    take("product_view@0", "product_view@200", "add_to_cart@250", "purchase@299");
    assertThat(funnel.reached()).containsExactly(1, 1, 1);
  }

  @Test
  void whoTakesTooLongDoesNotArrive() {
    take("product_view@0", "add_to_cart@90", "purchase@101");
    assertThat(funnel.reached()).containsExactly(1, 1, 0);
  }

  @Test
  void aLaterBeginningDoesNotLoseAnEarlierWay() {
    take("product_view@0", "add_to_cart@10", "product_view@20", "purchase@30");
    assertThat(funnel.reached()).containsExactly(1, 1, 1);
  }

  @Test
  void oneStepServesOnePlaceOnly() {
    Funnel twice = new Funnel(List.of(VIEW, VIEW), 100);
    twice.step(step("product_view", 1));
    twice.finish();
    twice.step(step("product_view", 1));
    twice.step(step("product_view", 2));
    twice.finish();
    assertThat(twice.reached()).containsExactly(2, 1);
  }

  @Test
  void theMedianIsHowLongHalfOfThemNeed() {
    take("product_view@0", "add_to_cart@10");
    take("product_view@0", "add_to_cart@20");
    take("product_view@0", "add_to_cart@90");
    assertThat(funnel.median(1)).isEqualTo(20);
    assertThat(funnel.median(2)).isNull();
  }

  @Test
  void aStageMayNamePathProductAndText() {
    Step step =
        new Step(1, "product_view", "/shop/tea", null, List.of(new Item("tea", 1)), 0, null);
    assertThat(new Stage("product_view", "/shop/*", "tea", null).matches(step)).isTrue();
    assertThat(new Stage("product_view", "/shop/tea", null, null).matches(step)).isTrue();
    assertThat(new Stage("product_view", "/shop", null, null).matches(step)).isFalse();
    assertThat(new Stage("product_view", null, "cup", null).matches(step)).isFalse();
    assertThat(new Stage("product_view", null, null, "tea").matches(step)).isFalse();
  }

  private void take(String... steps) {
    for (String step : steps) {
      String[] parts = step.split("@", 2);
      funnel.step(step(parts[0], Long.parseLong(parts[1])));
    }
    funnel.finish();
  }

  private static Step step(String type, long at) {
    return new Step(at, type, null, null, List.of(), 0, null);
  }
}
