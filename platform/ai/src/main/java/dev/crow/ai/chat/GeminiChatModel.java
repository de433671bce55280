package dev.crow.ai.chat;

import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import com.google.genai.types.ThinkingConfig;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gemini through Google's own client: text in, text or JSON out. A {@code JsonRawSchema} as
 * response format is sent as it is. Attributes of the last user message become the labels of the
 * call where an AI gateway keeps them. One call is one request: who calls decides what is tried
 * again, by langchain4j's exceptions. Safe for use by many threads.
 */
public final class GeminiChatModel implements ChatModel, AutoCloseable {

  private static final Set<String> REFUSALS =
      Set.of("SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE");

  private final Client client;
  private final ChatProperties properties;
  private final GatewayHeaders gateway;
  private final JsonMapper json = JsonMapper.builder().build();

  /**
   * @param properties which model, where and how
   */
  public GeminiChatModel(ChatProperties properties) {
    this.properties = properties;
    this.gateway = new GatewayHeaders(properties.gateway());
    HttpOptions http =
        HttpOptions.builder()
            .baseUrl(gateway.baseUrl(properties.baseUrl()))
            .timeout(Math.toIntExact(properties.timeout().toMillis()))
            .retryOptions(HttpRetryOptions.builder().attempts(1))
            .build();
    String key = properties.apiKey();
    // The client insists on a key; a gateway that holds the real one takes any.
    this.client =
        Client.builder()
            .apiKey(key == null || key.isBlank() ? "held-by-the-gateway" : key)
            .vertexAI(false)
            .httpOptions(http)
            .build();
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    GenerateContentResponse response;
    try {
      response =
          client.models.generateContent(properties.model(), contents(request), config(request));
    } catch (RuntimeException e) {
      throw GeminiFailures.translated(e);
    }
    refuseBlocked(response);
    String text = response.text();
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(text == null ? "" : text))
        .modelName(response.modelVersion().orElse(properties.model()))
        .tokenUsage(response.usageMetadata().map(GeminiChatModel::usage).orElse(null))
        .finishReason(finish(response))
        .build();
  }

  private static List<Content> contents(ChatRequest request) {
    List<Content> contents = new ArrayList<>();
    for (ChatMessage message : request.messages()) {
      switch (message) {
        case SystemMessage _ -> {
          // Goes apart from the conversation.
        }
        case UserMessage user -> contents.add(content("user", user.singleText()));
        case AiMessage answer -> contents.add(content("model", answer.text()));
        default -> throw new UnsupportedFeatureException("Messages of type " + message.type());
      }
    }
    return contents;
  }

  private static Content content(String role, String text) {
    return Content.builder().role(role).parts(Part.fromText(text)).build();
  }

  private GenerateContentConfig config(ChatRequest request) {
    if (!request.toolSpecifications().isEmpty()) {
      throw new UnsupportedFeatureException("Tools");
    }
    GenerateContentConfig.Builder config = GenerateContentConfig.builder();
    request.messages().stream()
        .filter(SystemMessage.class::isInstance)
        .map(SystemMessage.class::cast)
        .findFirst()
        .ifPresent(
            system -> config.systemInstruction(Content.fromParts(Part.fromText(system.text()))));
    Integer longest = request.maxOutputTokens();
    if (longest != null) {
      config.maxOutputTokens(longest);
    }
    String thinking = properties.thinking();
    if (thinking != null) {
      config.thinkingConfig(
          ThinkingConfig.builder().thinkingLevel(thinking.toUpperCase(Locale.ROOT)).build());
    }
    format(request.responseFormat(), config);
    Map<String, String> headers = gateway.headers(labels(request));
    if (!headers.isEmpty()) {
      config.httpOptions(HttpOptions.builder().headers(headers).build());
    }
    return config.build();
  }

  private void format(@Nullable ResponseFormat format, GenerateContentConfig.Builder config) {
    if (format == null || format.type() != ResponseFormatType.JSON) {
      return;
    }
    config.responseMimeType("application/json");
    JsonSchema schema = format.jsonSchema();
    if (schema != null) {
      if (!(schema.rootElement() instanceof JsonRawSchema raw)) {
        throw new UnsupportedFeatureException("Schemas that are not given as JSON");
      }
      config.responseJsonSchema(json.readValue(raw.schema(), Map.class));
    }
  }

  private static Map<String, String> labels(ChatRequest request) {
    Map<String, String> labels = new HashMap<>();
    UserMessage.findLast(request.messages())
        .ifPresent(
            user -> user.attributes().forEach((name, value) -> labels.put(name, value.toString())));
    return labels;
  }

  private static void refuseBlocked(GenerateContentResponse response) {
    response
        .promptFeedback()
        .flatMap(feedback -> feedback.blockReason())
        .ifPresent(
            reason -> {
              throw new ContentFilteredException("The prompt was refused: " + reason);
            });
    String reason = reason(response);
    if (REFUSALS.contains(reason)) {
      throw new ContentFilteredException("The answer was refused: " + reason);
    }
  }

  private static String reason(GenerateContentResponse response) {
    return response
        .candidates()
        .filter(candidates -> !candidates.isEmpty())
        .flatMap(candidates -> candidates.getFirst().finishReason())
        .map(Object::toString)
        .orElse("");
  }

  private static FinishReason finish(GenerateContentResponse response) {
    return switch (reason(response)) {
      case "STOP" -> FinishReason.STOP;
      case "MAX_TOKENS" -> FinishReason.LENGTH;
      default -> FinishReason.OTHER;
    };
  }

  /** Thoughts are paid for as output. */
  private static TokenUsage usage(GenerateContentResponseUsageMetadata usage) {
    return new TokenUsage(
        usage.promptTokenCount().orElse(0),
        usage.candidatesTokenCount().orElse(0) + usage.thoughtsTokenCount().orElse(0));
  }

  @Override
  public void close() {
    client.close();
  }
}
