package dev.crow.gateway.forward;

import dev.crow.gateway.route.Upstream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** A service's answer, written straight through to the client. */
final class ForwardedAnswer implements ServerResponse {

  private static final Logger log = LoggerFactory.getLogger(ForwardedAnswer.class);
  private static final String COOKIE_PREFIX = "__Host-crow_";
  private static final int BUFFER_BYTES = 8192;

  private final ClassicHttpResponse answer;
  private final Cancellable exchange;
  private final Upstream service;

  /**
   * @param answer its body not read yet
   * @param exchange cancelled if the body cannot be passed on to its end
   * @param service who answers
   */
  ForwardedAnswer(ClassicHttpResponse answer, Cancellable exchange, Upstream service) {
    this.answer = answer;
    this.exchange = exchange;
    this.service = service;
  }

  @Override
  public HttpStatusCode statusCode() {
    return HttpStatusCode.valueOf(answer.getCode());
  }

  @Override
  public HttpHeaders headers() {
    HttpHeaders headers = new HttpHeaders();
    for (Header header : answer.getHeaders()) {
      headers.add(header.getName(), header.getValue());
    }
    return headers;
  }

  @Override
  public MultiValueMap<String, Cookie> cookies() {
    return new LinkedMultiValueMap<>();
  }

  @Override
  public @Nullable ModelAndView writeTo(
      HttpServletRequest request, HttpServletResponse response, Context context)
      throws IOException {
    try {
      response.setStatus(answer.getCode());
      for (Header header : answer.getHeaders()) {
        if (Headers.returned(header.getName()) || setsOwnCookie(header)) {
          response.addHeader(header.getName(), header.getValue());
        }
      }
      HttpEntity body = answer.getEntity();
      Header length = answer.getFirstHeader(HttpHeaders.CONTENT_LENGTH);
      if (body != null) {
        copy(body, request, response);
      } else if (length != null) {
        // The answer to HEAD tells the length of a body it does not have.
        response.setHeader(HttpHeaders.CONTENT_LENGTH, length.getValue());
      }
    } finally {
      close();
    }
    return null;
  }

  /** Cookies are auth-service's business alone, and only those no other host can set. */
  private boolean setsOwnCookie(Header header) {
    return service.setsCookies()
        && header.getName().equalsIgnoreCase("Set-Cookie")
        && header.getValue().startsWith(COOKIE_PREFIX);
  }

  private void copy(HttpEntity body, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long length = body.getContentLength();
    if (length >= 0) {
      response.setContentLengthLong(length);
    }
    InputStream from = body.getContent();
    OutputStream to = response.getOutputStream();
    byte[] buffer = new byte[length < 0 ? BUFFER_BYTES : Math.clamp(length, 1, BUFFER_BYTES)];
    for (int count = read(from, buffer, request); count >= 0; count = read(from, buffer, request)) {
      if (!write(to, buffer, count, length < 0)) {
        return;
      }
    }
  }

  /** Gives the connection back to its pool, unless the exchange was cancelled. */
  private void close() {
    try {
      answer.close();
    } catch (IOException e) {
      log.debug("The connection to {} is of no more use", service.name(), e);
    }
  }

  private int read(InputStream from, byte[] buffer, HttpServletRequest request) {
    try {
      return from.read(buffer);
    } catch (IOException e) {
      log.warn("{} broke off its answer: {}", service.name(), e.toString());
      BrokenAnswerValve.mark(request);
      exchange.cancel();
      return -1;
    }
  }

  /** False if the client is gone, which is its right. An answer of unknown length may be live. */
  private boolean write(OutputStream to, byte[] buffer, int count, boolean flush) {
    try {
      to.write(buffer, 0, count);
      if (flush) {
        to.flush();
      }
      return true;
    } catch (IOException e) {
      log.debug("The client left before the end of its answer", e);
      // Else closing would first read the rest, however long it is.
      exchange.cancel();
      return false;
    }
  }
}
