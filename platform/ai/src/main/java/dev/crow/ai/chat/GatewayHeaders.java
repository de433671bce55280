package dev.crow.ai.chat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What a Cloudflare AI Gateway wants to be told with each call. */
final class GatewayHeaders {

  /** The gateway drops what is beyond. */
  private static final int MOST_LABELS = 5;

  private final ChatProperties.Gateway gateway;
  private final JsonMapper json = JsonMapper.builder().build();

  GatewayHeaders(ChatProperties.Gateway gateway) {
    this.gateway = gateway;
  }

  /** The gateway itself, if one is used, unless another address was put in its place. */
  String baseUrl(String configured) {
    if (!gateway.isUsed()) {
      return configured;
    }
    String root =
        configured.equals("https://generativelanguage.googleapis.com")
            ? "https://gateway.ai.cloudflare.com"
            : configured;
    return root + "/v1/" + gateway.account() + "/" + gateway.id() + "/google-ai-studio";
  }

  Map<String, String> headers(Map<String, String> labels) {
    Map<String, String> headers = new HashMap<>();
    if (!gateway.isUsed()) {
      return headers;
    }
    if (gateway.token() != null) {
      headers.put("cf-aig-authorization", "Bearer " + gateway.token());
    }
    if (gateway.cacheTtl() != null) {
      headers.put("cf-aig-cache-ttl", Long.toString(gateway.cacheTtl().toSeconds()));
    }
    if (!labels.isEmpty()) {
      Map<String, String> sent = new TreeMap<>();
      new TreeMap<>(labels)
          .entrySet().stream()
              .limit(MOST_LABELS)
              .forEach(label -> sent.put(label.getKey(), label.getValue()));
      headers.put("cf-aig-metadata", json.writeValueAsString(sent));
    }
    return headers;
  }
}
