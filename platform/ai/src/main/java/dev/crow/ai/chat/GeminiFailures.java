package dev.crow.ai.chat;

import com.google.genai.errors.ApiException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import java.io.InterruptedIOException;

/** Tells the client's failures in langchain4j's words; the provider's own text is kept out. */
final class GeminiFailures {

  private GeminiFailures() {}

  static LangChain4jException translated(RuntimeException failure) {
    if (failure instanceof LangChain4jException known) {
      return known;
    }
    if (failure instanceof ApiException refusal) {
      String told = "Gemini answered " + refusal.code() + " " + refusal.status();
      return switch (refusal.code()) {
        case 429 -> new RateLimitException(told, failure);
        case 401, 403 -> new AuthenticationException(told, failure);
        case 404 -> new ModelNotFoundException(told, failure);
        case 408, 504 -> new TimeoutException(told, failure);
        default ->
            refusal.code() >= 500
                ? new InternalServerException(told, failure)
                : new InvalidRequestException(told, failure);
      };
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedIOException) {
        return new TimeoutException("Gemini did not answer in time", failure);
      }
    }
    return new InternalServerException(
        "Gemini could not be asked: " + failure.getClass().getSimpleName(), failure);
  }
}
