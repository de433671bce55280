package dev.crow.testkit.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crow.ai.chat.ChatProperties;
import dev.crow.ai.chat.ChatProperties.Gateway;
import dev.crow.ai.chat.GeminiChatModel;
import dev.crow.ai.chat.ModelPrice;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google's real client, as the suite uses it, speaks what Google publishes. */
class GeminiChatModelTests {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeGemini gemini = new FakeGemini(call -> "{\"answer\": 42}");

  @AfterEach
  void stop() {
    gemini.close();
  }

  @Test
  void asksForJsonOfASchemaWithInstructionsApart() {
    try (GeminiChatModel model = model(new Gateway(null, "default", null, null), "key-1")) {
      ChatResponse response =
          model.chat(
              ChatRequest.builder()
                  .messages(
                      SystemMessage.from("Answer."),
                      UserMessage.from("First?"),
                      AiMessage.from("41"),
                      UserMessage.from("And then?"))
                  .maxOutputTokens(100)
                  .responseFormat(
                      ResponseFormat.builder()
                          .type(ResponseFormatType.JSON)
                          .jsonSchema(
                              JsonSchema.builder()
                                  .name("answer")
                                  .rootElement(JsonRawSchema.from("{\"type\": \"object\"}"))
                                  .build())
                          .build())
                  .build());
      assertThat(response.aiMessage().text()).isEqualTo("{\"answer\": 42}");
      assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(response.tokenUsage().inputTokenCount()).isPositive();
      assertThat(response.tokenUsage().outputTokenCount()).isPositive();
    }
    GeminiCall call = gemini.calls().getFirst();
    assertThat(call.path()).isEqualTo("/v1beta/models/gemini-test:generateContent");
    assertThat(call.headers()).containsEntry("x-goog-api-key", "key-1");
    assertThat(call.headers().keySet()).noneMatch(name -> name.startsWith("cf-aig"));
    assertThat(call.instructions()).isEqualTo("Answer.");
    assertThat(call.input()).isEqualTo("And then?");
    assertThat(call.body().at("/contents/1/role").asString()).isEqualTo("model");
    assertThat(call.body().at("/generationConfig/responseMimeType").asString())
        .isEqualTo("application/json");
    assertThat(call.body().at("/generationConfig/responseJsonSchema/type").asString())
        .isEqualTo("object");
    assertThat(call.body().at("/generationConfig/maxOutputTokens").asInt()).isEqualTo(100);
    assertThat(gemini.violations()).isEmpty();
  }

  @Test
  void goesThroughAnAiGatewayWithItsLabels() {
    Gateway gateway = new Gateway("account-1", "shop", "token-1", Duration.ofHours(1));
    try (GeminiChatModel model = model(gateway, null)) {
      model.chat(
          ChatRequest.builder()
              .messages(
                  UserMessage.builder()
                      .contents(List.of(TextContent.from("Hello")))
                      .attributes(Map.of("organization", "o-1", "feature", "test"))
                      .build())
              .build());
    }
    GeminiCall call = gemini.calls().getFirst();
    assertThat(call.path())
        .startsWith("/v1/account-1/shop/google-ai-studio/v1beta/models/gemini-test");
    assertThat(call.headers())
        .containsEntry("cf-aig-authorization", "Bearer token-1")
        .containsEntry("cf-aig-cache-ttl", "3600")
        .containsEntry("cf-aig-metadata", "{\"feature\":\"test\",\"organization\":\"o-1\"}");
  }

  @ParameterizedTest
  @CsvSource({"QUOTA", "UNAVAILABLE", "SILENCE", "REFUSAL", "PROMPT_BLOCKED", "WRONG_KEY"})
  void tellsFaultsApartAndAsksOnlyOnce(GeminiFault fault) {
    gemini.fails(fault);
    Class<? extends RuntimeException> expected =
        switch (fault) {
          case QUOTA -> RateLimitException.class;
          case UNAVAILABLE -> InternalServerException.class;
          case SILENCE -> TimeoutException.class;
          case REFUSAL, PROMPT_BLOCKED -> ContentFilteredException.class;
          default -> InvalidRequestException.class;
        };
    Duration patience = fault == GeminiFault.SILENCE ? Duration.ofSeconds(2) : LONG;
    Gateway none = new Gateway(null, "default", null, null);
    try (GeminiChatModel model = model(none, "secret-key", patience)) {
      assertThatThrownBy(() -> model.chat("Hello"))
          .isInstanceOf(expected)
          .hasMessageNotContaining("secret-key");
    }
    assertThat(gemini.calls()).hasSize(1);
  }

  @Test
  void saysWhenAnAnswerWasCutShort() {
    gemini.fails(GeminiFault.CUT_SHORT);
    try (GeminiChatModel model = model(new Gateway(null, "default", null, null), "key")) {
      ChatResponse response = model.chat(UserMessage.from("Hello"));
      assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
    }
  }

  @Test
  void theFakeRefusesWhatGoogleDoesNotKnow() throws Exception {
    assertThat(post("/v1beta/models/m:generateContent", "{\"contents\": [], \"prompt\": 1}"))
        .contains("GenerateContentRequest.prompt is unknown");
    assertThat(post("/v1beta/models/m:generateContent", "{\"contents\": {}}")).contains("no list");
    assertThat(
            post(
                "/v1beta/models/m:generateContent",
                "{\"generationConfig\": {\"mediaResolution\": \"HUGE\"}}"))
        .contains("is no GenerationConfig.MediaResolution");
    assertThat(post("/v1beta/models/m:embedContent", "{}")).contains("NOT_FOUND");
    assertThat(gemini.calls()).isEmpty();
  }

  @Test
  void aPriceRoundsUp() {
    ModelPrice price = new ModelPrice("m", new BigDecimal("0.30"), new BigDecimal("2.50"));
    assertThat(price.of(1_000_000, 1_000_000)).isEqualTo(2_800_000);
    assertThat(price.of(1, 0)).isEqualTo(1);
    assertThat(price.of(null)).isZero();
  }

  private String post(String path, String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(gemini.url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private GeminiChatModel model(Gateway gateway, @Nullable String key) {
    return model(gateway, key, LONG);
  }

  private GeminiChatModel model(Gateway gateway, @Nullable String key, Duration patience) {
    return new GeminiChatModel(
        new ChatProperties(
            ChatProperties.Provider.GEMINI,
            "gemini-test",
            key,
            gemini.url(),
            patience,
            null,
            BigDecimal.ONE,
            BigDecimal.ONE,
            gateway));
  }
}
