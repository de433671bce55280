package dev.crow.testkit.service;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a service answered.
 *
 * @param http as it came
 */
public record Answer(HttpResponse<byte[]> http) {

  static final JsonMapper JSON = JsonMapper.builder().build();

  public int status() {
    return http.statusCode();
  }

  public String body() {
    return new String(http.body(), StandardCharsets.UTF_8);
  }

  public byte[] bytes() {
    return http.body();
  }

  public JsonNode json() {
    return JSON.readTree(body());
  }

  /**
   * @param name of a header
   * @return its first value; empty if there is none
   */
  public String header(String name) {
    return http.headers().firstValue(name).orElse("");
  }

  /**
   * @return status and problem without what is different in every answer
   */
  public String withoutIds() {
    return status() + " " + ((ObjectNode) json()).without("instance").without("requestId");
  }
}
