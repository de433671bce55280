package dev.crow.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crow.gateway.Gateway;
import dev.crow.gateway.SharedGateway;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedGateway.class)
class RouteTests {

  private final Gateway gateway;

  RouteTests(Gateway gateway) {
    this.gateway = gateway;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/ingest/batch",
        "/api/v1/ingest/session/start",
        "/session/start",
        "/session/end",
        "/track",
        "/batch",
        "/replay/batch",
        "/api/v1/sessions",
        "/api/v1/sessions/end",
        "/api/v1/track",
        "/api/v1/batch"
      })
  void eventsGoToTheIngestWorkerOnTheirOwnPath(String path) {
    Gateway.Answer answer =
        gateway.post(path, "{}", "Authorization: Bearer " + gateway.auth.writeKey());

    assertThat(answer.status()).isEqualTo(202);
    assertThat(gateway.webIngest.last().target()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/ledger", "/api/v1/ledger/1", "/api/v1/receipts/1"})
  void readsOfTheIngestWorkerNeedASecretKey(String path) {
    Gateway.Answer answer = gateway.get(path, "X-API-Key: " + gateway.auth.secretKey());

    assertThat(answer.status()).isEqualTo(202);
    assertThat(gateway.webIngest.last().target()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/users/me, user-service",
    "/api/v1/users, user-service",
    "/api/v1/organizations/current, organization-service",
    "/api/v1/audit, organization-service",
    "/api/v1/erasures/1, organization-service",
    "/api/v1/exports/personal, organization-service",
    "/api/v1/exports/personal/1/download, organization-service",
    "/api/v1/exports, analytics-service",
    "/api/v1/exports/1/events, analytics-service",
    "/api/v1/products, product-service",
    "/api/v1/products/imports, product-service"
  })
  void peopleAndOrganizationsHaveServicesOfTheirOwn(String path, String service) {
    Gateway.Answer answer =
        gateway.get(path, "Authorization: Bearer " + gateway.auth.session("user"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(gateway.webIngest.last().target()).isEqualTo(path);
    assertThat(gateway.webIngest.last().header("Authorization"))
        .isEqualTo("Bearer token-for-" + service);
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/products/imports, 202", "/api/v1/products, 413"})
  void onlyFilesOfProductsMayBeLarge(String path, int status) {
    Gateway.Answer answer =
        gateway.post(
            path, "x".repeat(2_000_000), "Authorization: Bearer " + gateway.auth.secretKey());

    assertThat(answer.status()).isEqualTo(status);
  }
}
