package dev.crow.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.relational.UuidV7;
import dev.crow.testkit.service.Person;
import dev.crow.vectorindex.VectorIndex;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTests {

  private static final String ALL = "/api/v1/products";

  @TempDir static Path data;

  private RunningProductService service;
  private Person keeper;

  @BeforeAll
  void start() {
    service = new RunningProductService(data);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void somebodyNew() {
    keeper = RunningProductService.keeper();
  }

  private void untilIndexed(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> service.bean(VectorIndex.class).count(keeper.organization()) == count);
  }

  private List<String> ids(String path) {
    return service.get(keeper, path).json().path("items").findValuesAsString("externalId");
  }

  private void fill() {
    service.imported(
        keeper,
        "",
        "text/csv",
        """
        id,name,category,price,currency
        boots,Waterproof hiking boots,Shoes,149.50,EUR
        trail,Trail running shoes,Shoes,99.00,EUR
        tea,Japanese green tea,Drinks,12.90,EUR
        kettle,Electric kettle KX-7,Kitchen,45.00,EUR
        """);
    untilIndexed(4);
  }

  @Test
  void findsByMeaningAndByWords() {
    fill();
    assertThat(ids(ALL + "/search?q=footwear%20for%20the%20mountains&mode=SEMANTIC&limit=2"))
        .containsExactlyInAnyOrder("boots", "trail");
    assertThat(ids(ALL + "/search?q=KX-7&mode=WORDS")).containsExactly("kettle");
    assertThat(ids(ALL + "/search?q=green%20tea&limit=1")).containsExactly("tea");
    assertThat(ids(ALL + "/search?q=shoes&category=Drinks")).containsExactly("tea");
    assertThat(service.get(keeper, ALL + "/search?q=tea&limit=0").status()).isEqualTo(400);
    assertThat(
            service.get(RunningProductService.keeper(), ALL + "/search?q=tea").json().path("items"))
        .isEmpty();
  }

  @Test
  void knowsWhatIsSimilar() {
    fill();
    JsonNode boots = service.get(keeper, ALL + "?externalId=boots").json().at("/items/0");
    assertThat(ids(ALL + "/" + boots.path("id").asString() + "/similar?limit=2"))
        .hasSize(2)
        .startsWith("trail")
        .doesNotContain("boots");
  }

  @Test
  void theIndexFollowsChangesAndRemovals() {
    fill();
    String tea = service.get(keeper, ALL + "?externalId=tea").json().at("/items/0/id").asString();
    service.call("PATCH", keeper, ALL + "/" + tea, "{\"name\":\"Chess board\"}");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        ids(ALL + "/search?q=a%20game%20for%20two%20players&mode=SEMANTIC&limit=1"))
                    .containsExactly("tea"));
    service.call("DELETE", keeper, ALL + "/" + tea, "");
    untilIndexed(3);
  }

  @Test
  void anErasedOrganizationLeavesNothing() {
    fill();
    String erasure = UuidV7.next();
    service.publish(
        new ErasureOrdered(
            keeper.organization(),
            erasure,
            Scope.ORGANIZATION,
            keeper.organization(),
            Instant.now()));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.IDENTITY_EVENTS, keeper.organization()))
                    .anySatisfy(
                        e -> {
                          assertThat(e.path("service").asString()).isEqualTo("product-service");
                          assertThat(e.at("/erased/vectors").asInt()).isEqualTo(4);
                        }));
    assertThat(service.get(keeper, ALL).json().path("items")).isEmpty();
    assertThat(service.get(keeper, ALL + "/jobs").json().path("items")).isEmpty();
    assertThat(service.bean(VectorIndex.class).count(keeper.organization())).isZero();
    assertThat(service.call("POST", keeper, ALL, "{\"name\":\"Late\"}").status()).isEqualTo(409);
  }

  @Test
  void anExportHoldsTheCatalogue() {
    fill();
    String export = UuidV7.next();
    service.publish(
        new ExportOrdered(
            keeper.organization(),
            export,
            Scope.ORGANIZATION,
            keeper.organization(),
            Instant.now()));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(service.published(Topics.IDENTITY_EVENTS, keeper.organization()))
                    .anySatisfy(
                        e -> {
                          assertThat(e.path("service").asString()).isEqualTo("product-service");
                          assertThat(e.path("objectKeys").size()).isEqualTo(1);
                        }));
  }
}
