package dev.crow.objectstore.s3;

import dev.crow.objectstore.Buckets;
import dev.crow.objectstore.DirectTransfers;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.SignedRequest;
import dev.crow.objectstore.UploadTerms;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Signs requests for an S3. Signing asks nobody: a wrong secret shows when the request is sent. */
public final class S3DirectTransfers implements DirectTransfers {

  private final S3Presigner presigner;
  private final Buckets buckets;

  /**
   * @param presigner as {@link S3Clients#presigner} makes it; closed by whoever made it
   * @param buckets exist already
   */
  public S3DirectTransfers(S3Presigner presigner, Buckets buckets) {
    this.presigner = presigner;
    this.buckets = buckets;
  }

  @Override
  public SignedRequest upload(ObjectKey key, UploadTerms terms, Duration valid) {
    requireValid(valid);
    // Length and type become signed headers: a request with others has another signature.
    return signed(
        presigner.presignPutObject(
            presign ->
                presign
                    .signatureDuration(valid)
                    .putObjectRequest(
                        put ->
                            put.bucket(buckets.of(key.value()))
                                .key(key.value())
                                .contentType(terms.contentType())
                                .contentLength(terms.size()))));
  }

  @Override
  public SignedRequest download(ObjectKey key, String fileName, Duration valid) {
    requireValid(valid);
    String disposition = "attachment; filename*=UTF-8''" + escape(fileName);
    return signed(
        presigner.presignGetObject(
            presign ->
                presign
                    .signatureDuration(valid)
                    .getObjectRequest(
                        get ->
                            get.bucket(buckets.of(key.value()))
                                .key(key.value())
                                .responseContentDisposition(disposition))));
  }

  /** As RFC 8187 wants it. */
  private static String escape(String fileName) {
    return URLEncoder.encode(fileName, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A");
  }

  private static void requireValid(Duration valid) {
    if (valid.compareTo(Duration.ofSeconds(1)) < 0 || valid.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("A signed request is valid for 1 second to 7 days");
    }
  }

  private static SignedRequest signed(PresignedRequest request) {
    Map<String, String> headers =
        request.signedHeaders().entrySet().stream()
            .filter(header -> !header.getKey().equalsIgnoreCase("host"))
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> first(header.getValue())));
    return new SignedRequest(
        request.httpRequest().method().name(),
        URI.create(request.url().toString()),
        headers,
        request.expiration());
  }

  private static String first(List<String> values) {
    return values.getFirst();
  }
}
