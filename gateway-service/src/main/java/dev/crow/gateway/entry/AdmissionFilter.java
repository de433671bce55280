package dev.crow.gateway.entry;

import dev.crow.gateway.forward.Admitted;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** The one filter of a route. */
final class AdmissionFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

  private final Admission admission;
  private final JsonMapper json;

  AdmissionFilter(Admission admission, JsonMapper json) {
    this.admission = admission;
    this.json = json;
  }

  @Override
  public ServerResponse filter(ServerRequest request, HandlerFunction<ServerResponse> next)
      throws Exception {
    HttpServletRequest incoming = request.servletRequest();
    EntryNotes notes = new EntryNotes();
    try {
      Admitted admitted = admission.admit(incoming, notes);
      admitted.attachTo(incoming);
      ServerResponse answer = next.handle(request);
      admission.answered(incoming, admitted, answer.statusCode());
      return new EntryAnswer.Passed(notes, answer);
    } catch (ApiException e) {
      return new EntryAnswer.Problem(notes, e, json);
    } catch (RequestRejectedException e) {
      return new EntryAnswer.Problem(
          notes,
          new ApiException(ErrorCode.BAD_REQUEST, "A header holds characters not accepted."),
          json);
    }
  }
}
