package dev.crow.gateway.entry;

import dev.crow.web.ApiException;
import dev.crow.web.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** An answer with the gateway's own headers. */
sealed interface EntryAnswer extends ServerResponse {

  /**
   * @param notes written first
   * @param answer of the service
   */
  record Passed(EntryNotes notes, ServerResponse answer) implements EntryAnswer {

    @Override
    public HttpStatusCode statusCode() {
      return answer.statusCode();
    }

    @Override
    public @Nullable ModelAndView writeTo(
        HttpServletRequest request, HttpServletResponse response, Context context)
        throws ServletException, IOException {
      notes.writeTo(response);
      return answer.writeTo(request, response, context);
    }
  }

  /**
   * @param notes written first
   * @param refusal of the gateway; written here because an exception's way through the dispatcher
   *     costs far more than the refusal itself
   * @param json writes it
   */
  record Problem(EntryNotes notes, ApiException refusal, JsonMapper json) implements EntryAnswer {

    @Override
    public HttpStatusCode statusCode() {
      return refusal.code().status();
    }

    @Override
    public @Nullable ModelAndView writeTo(
        HttpServletRequest request, HttpServletResponse response, Context context)
        throws IOException {
      notes.writeTo(response);
      Problems.write(refusal, request, response, json);
      return null;
    }
  }

  @Override
  default HttpHeaders headers() {
    return new HttpHeaders();
  }

  @Override
  default MultiValueMap<String, Cookie> cookies() {
    return new LinkedMultiValueMap<>();
  }
}
