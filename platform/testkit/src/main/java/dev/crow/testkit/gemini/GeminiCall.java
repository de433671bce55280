package dev.crow.testkit.gemini;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as it came over the wire.
 *
 * @param path of the request
 * @param headers by their names in lower case
 * @param body a {@code GenerateContentRequest}
 */
public record GeminiCall(String path, Map<String, String> headers, JsonNode body) {

  /**
   * @return what the model is told to do
   */
  public String instructions() {
    return body.at("/systemInstruction/parts/0/text").asString("");
  }

  /**
   * @return the text of the last message
   */
  public String input() {
    JsonNode contents = body.path("contents");
    return contents.path(contents.size() - 1).at("/parts/0/text").asString("");
  }

  /**
   * @return the text of the last message, read as JSON
   */
  public JsonNode inputJson() {
    return JsonMapper.builder().build().readTree(input());
  }
}
