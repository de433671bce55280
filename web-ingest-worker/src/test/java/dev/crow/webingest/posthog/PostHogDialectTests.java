package dev.crow.webingest.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.webingest.dialect.Facts;
import dev.crow.webingest.dialect.Told;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostHogDialectTests {

  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "$pageview, page_view",
    "$screen, page_view",
    "$autocapture, click",
    "$rageclick, rage_click",
    "$dead_click, dead_click",
    "$exception, error",
    "$web_vitals, web_vital",
    "$pageleave, custom",
    "Product Added, add_to_cart",
    "guide_opened, custom"
  })
  void eventsBecomeTypes(String event, String type) {
    assertThat(happened(event, Map.of()).type()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$identify", "$set", "$groupidentify", "$feature_flag_called"})
  void whatIsAboutPersonsIsNotStored(String event) {
    assertThat(translated(event, Map.of("$set", Map.of("email", "x@y.example"))))
        .singleElement()
        .isInstanceOf(Told.Known.class);
  }

  @Test
  void theElementIsReadFromItsChain() {
    String chain =
        "button.primary:attr__id=\"size\"nth-child=\"2\"text=\"Size 42\";body:nth-child=\"1\"";
    assertThat(happened("$autocapture", Map.of("$elements_chain", chain)).properties())
        .containsEntry("element", "button")
        .containsEntry("text", "Size 42");
  }

  @Test
  void onlyTheSendersOwnPropertiesAreKept() {
    assertThat(
            happened(
                    "guide_opened",
                    Map.of(
                        "guide", "sizes", "$lib", "web", "token", "crow_pk_x", "distinct_id", "d"))
                .properties())
        .containsOnly(Map.entry("guide", "sizes"), Map.entry("name", "guide_opened"));
  }

  @Test
  void theClientsOwnSessionIsTheSession() {
    assertThat(
            happened("$pageview", Map.of("$session_id", "0198-s", "$device_id", "d-1")).visitor())
        .satisfies(
            visitor -> {
              assertThat(visitor.session()).isEqualTo("0198-s");
              assertThat(visitor.context().anonymousId()).isEqualTo("d-1");
              assertThat(visitor.context().userId()).isNull();
            });
  }

  @Test
  void anOffsetIsCountedFromTheReceipt() {
    Facts item = new Facts(Map.of("event", "x", "distinct_id", "v", "offset", 1500));
    Told.Happened told = (Told.Happened) new PostHogDialect().translate(item, NOW).getFirst();
    assertThat(told.time()).isEqualTo(NOW.minusMillis(1500));
  }

  private static Told.Happened happened(String event, Map<String, Object> properties) {
    return (Told.Happened) translated(event, properties).getFirst();
  }

  private static List<Told> translated(String event, Map<String, Object> properties) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("event", event);
    item.put("distinct_id", "v-1");
    item.put("properties", properties);
    return new PostHogDialect().translate(new Facts(item), NOW);
  }
}
