package dev.crow.gateway.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.crow.security.Caller;
import dev.crow.security.ServiceSecret;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks auth-service. */
final class AuthService implements TokenSource {

  private static final Logger log = LoggerFactory.getLogger(AuthService.class);

  private final RestClient client;
  private final ServiceSecret secret;

  /**
   * @param client with the base URL of auth-service and timeouts
   * @param secret shown to it
   */
  AuthService(RestClient client, ServiceSecret secret) {
    this.client = client;
    this.secret = secret;
  }

  @Override
  public Outcome exchange(Credential credential, String audience) {
    try {
      return client
          .post()
          .uri("/internal/tokens")
          .header(ServiceSecret.HEADER, secret.value())
          .contentType(MediaType.APPLICATION_JSON)
          .body(new TokenRequest(credential.value(), credential.type(), audience))
          .exchangeForRequiredValue((_, response) -> outcome(response));
    } catch (RestClientException e) {
      log.warn("auth-service cannot be reached: {}", e.getMostSpecificCause().toString());
      return new Outcome.Unavailable();
    }
  }

  private static Outcome outcome(
      RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse response) throws IOException {
    int status = response.getStatusCode().value();
    if (status == 401) {
      return new Outcome.Refused();
    }
    TokenResponse answer = status == 200 ? response.bodyTo(TokenResponse.class) : null;
    if (answer == null) {
      log.warn("auth-service answered {} where a token was expected", status);
      return new Outcome.Unavailable();
    }
    return new Outcome.Known(answer.identity());
  }

  private record TokenRequest(String credential, Credential.Type type, String audience) {

    @Override
    public String toString() {
      return "TokenRequest[" + type + " for " + audience + "]";
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record TokenResponse(
      String token,
      @Nullable Instant expiresAt,
      String organizationId,
      String subject,
      Caller.Kind kind,
      @Nullable String sessionId,
      @Nullable List<String> allowedOrigins,
      @Nullable Long dailyCap) {

    @Override
    public String toString() {
      return "TokenResponse[" + subject + "]";
    }

    Identity identity() {
      List<String> origins = allowedOrigins == null ? List.of() : allowedOrigins;
      return new Identity(
          token, expiresAt, organizationId, subject, kind, sessionId, origins, dailyCap);
    }
  }
}
