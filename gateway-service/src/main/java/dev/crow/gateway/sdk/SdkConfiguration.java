package dev.crow.gateway.sdk;

import dev.crow.gateway.sdk.SdkFiles.SdkFile;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.Problems;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * {@code /sdk/crow.js} is the newest script and asked for again after some minutes; {@code
 * /sdk/<version>/…} holds one version's files for ever. Not limited by address: a whole office
 * loads the same page at nine, and the answer costs nothing but its bytes.
 */
@Configuration(proxyBeanMethods = false)
class SdkConfiguration {

  private static final MediaType JAVASCRIPT =
      MediaType.parseMediaType("text/javascript;charset=UTF-8");
  private static final CacheControl A_WHILE =
      CacheControl.maxAge(Duration.ofMinutes(5))
          .cachePublic()
          .staleWhileRevalidate(Duration.ofDays(1));
  private static final CacheControl FOR_EVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  @Bean
  RouterFunction<ServerResponse> sdkFiles() {
    SdkFiles files = SdkFiles.of(SdkConfiguration.class.getClassLoader());
    return RouterFunctions.route(
            reads("/sdk/{name}"),
            request -> answer(request, files, files.latest(request.pathVariable("name")), A_WHILE))
        .andRoute(
            reads("/sdk/{version}/{name}"),
            request ->
                answer(
                    request,
                    files,
                    files.find(request.pathVariable("version"), request.pathVariable("name")),
                    FOR_EVER));
  }

  private static RequestPredicate reads(String path) {
    return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD)
        .and(RequestPredicates.path(path));
  }

  private static ServerResponse answer(
      ServerRequest request, SdkFiles files, Optional<SdkFile> found, CacheControl caching) {
    if (found.isEmpty()) {
      return missing(request, files);
    }
    SdkFile file = found.get();
    boolean gzip = acceptsGzip(request.headers().firstHeader(HttpHeaders.ACCEPT_ENCODING));
    String tag = "\"" + file.tag() + (gzip ? "-gzip\"" : "\"");
    boolean known = request.headers().header(HttpHeaders.IF_NONE_MATCH).contains(tag);
    ServerResponse.BodyBuilder answer =
        ServerResponse.status(known ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
            .eTag(tag)
            .cacheControl(caching)
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            // Pages of any site load it, as a script and as a module.
            .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
            .header("Cross-Origin-Resource-Policy", "cross-origin")
            .header("Timing-Allow-Origin", "*");
    if (known) {
      return answer.build();
    }
    answer.contentType(JAVASCRIPT);
    if (gzip) {
      answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return answer.body(gzip ? file.gzip() : file.plain());
  }

  private static ServerResponse missing(ServerRequest request, SdkFiles files) {
    String why =
        files.isEmpty()
            ? "This build holds no SDK: there was no npm when it was built."
            : "There is no such file of the SDK; /sdk/crow.js is the newest script.";
    ResponseEntity<Object> problem =
        Problems.entity(new ApiException(ErrorCode.NOT_FOUND, why), request.servletRequest());
    return ServerResponse.status(problem.getStatusCode())
        .headers(headers -> headers.addAll(problem.getHeaders()))
        .body(Objects.requireNonNull(problem.getBody()));
  }

  private static boolean acceptsGzip(@Nullable String accepted) {
    return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
  }
}
