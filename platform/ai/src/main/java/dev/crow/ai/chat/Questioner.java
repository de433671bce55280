package dev.crow.ai.chat;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a model for JSON, and pays for it out of the organization's budget. One call is one attempt.
 * Safe for use by many threads.
 */
public final class Questioner {

  private static final int MOST_OUTPUT = 2_000;

  private final ChatModel model;
  private final ModelPrice price;
  private final ChatBudget budget;
  private final String feature;
  private final JsonMapper json;

  /**
   * @param model to ask
   * @param price what it costs
   * @param budget who pays
   * @param feature what it is asked for, as an AI gateway keeps it with each call
   * @param json writes questions and reads answers
   */
  public Questioner(
      ChatModel model, ModelPrice price, ChatBudget budget, String feature, JsonMapper json) {
    this.model = model;
    this.price = price;
    this.budget = budget;
    this.feature = feature;
    this.json = json;
  }

  /**
   * @return name of the model, as its provider calls it
   */
  public String model() {
    return price.model();
  }

  /**
   * @param organizationId whose budget it is
   * @param instructions what the model is told to do; never anything captured
   * @param input what it is asked about, told as JSON
   * @param schema JSON Schema of the answer
   * @param bill is added what the call cost, also where its answer is of no use
   * @return the answer; whether it keeps to the schema is not checked
   * @throws BudgetSpentException before anything is asked
   * @throws UntrueAnswerException if the answer is no JSON, or was cut short
   * @throws dev.langchain4j.exception.LangChain4jException if the model could not be asked
   */
  public JsonNode ask(
      String organizationId, String instructions, Object input, String schema, Bill bill) {
    String text = json.writeValueAsString(input);
    long most = price.of(instructions.length() + text.length(), MOST_OUTPUT);
    if (!budget.take(organizationId, most)) {
      throw new BudgetSpentException();
    }
    ChatResponse response;
    try {
      response = model.chat(request(organizationId, instructions, text, schema));
    } catch (TimeoutException e) {
      bill.add(most); // Whoever does not wait for an answer may have to pay for it.
      throw e;
    } catch (RuntimeException e) {
      // A request that was refused costs nothing.
      budget.settle(organizationId, most, 0, 0, 0);
      throw e;
    }
    TokenUsage usage = response.tokenUsage();
    long cost = usage == null ? most : price.of(usage);
    budget.settle(
        organizationId,
        most,
        cost,
        usage == null ? 0 : Objects.requireNonNullElse(usage.inputTokenCount(), 0),
        usage == null ? 0 : Objects.requireNonNullElse(usage.outputTokenCount(), 0));
    bill.add(cost);
    return read(response);
  }

  private JsonNode read(ChatResponse response) {
    if (response.finishReason() != FinishReason.STOP) {
      throw new UntrueAnswerException("The answer was cut short");
    }
    try {
      return json.readTree(response.aiMessage().text());
    } catch (JacksonException _) {
      throw new UntrueAnswerException("The answer is no JSON");
    }
  }

  private ChatRequest request(
      String organizationId, String instructions, String text, String schema) {
    UserMessage input =
        UserMessage.builder()
            .contents(List.of(TextContent.from(text)))
            .attributes(Map.of("organization", organizationId, "feature", feature))
            .build();
    return ChatRequest.builder()
        .messages(SystemMessage.from(instructions), input)
        .maxOutputTokens(MOST_OUTPUT)
        .responseFormat(
            ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                    JsonSchema.builder()
                        .name("answer")
                        .rootElement(JsonRawSchema.from(schema))
                        .build())
                .build())
        .build();
  }
}
