package dev.crow.objectstore.s3;

import dev.crow.objectstore.S3Credentials;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Makes clients that every S3 understands, Cloudflare's R2 included. */
public final class S3Clients {

  private S3Clients() {}

  /**
   * @param region {@code auto} where the store has none
   * @param pathStyle whether the bucket is in the path and not in the host name
   * @param timeout for one attempt; a call with its retries takes three times as long at most
   * @return to be closed by the caller
   */
  public static S3Client create(
      URI endpoint, String region, S3Credentials credentials, boolean pathStyle, Duration timeout) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(provider(credentials))
        .forcePathStyle(pathStyle)
        // The SDK's default framing ("aws-chunked" with a trailing checksum) is refused by R2, and
        // some servers store the frames as part of the object. R2 has no "100 Continue" either.
        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false).expectContinueEnabled(false))
        // Where a checksum is demanded, as for a bucket's rules, R2 takes none but Content-MD5.
        .addPlugin(LegacyMd5Plugin.create())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(3))
                .socketTimeout(timeout))
        .overrideConfiguration(
            calls ->
                calls
                    .retryStrategy(RetryMode.STANDARD)
                    .apiCallAttemptTimeout(timeout)
                    .apiCallTimeout(timeout.multipliedBy(3)))
        .build();
  }

  /**
   * @param endpoint as those know it who will send the requests
   * @param region as for {@link #create}
   * @param pathStyle likewise
   * @return to be closed by the caller
   */
  public static S3Presigner presigner(
      URI endpoint, String region, S3Credentials credentials, boolean pathStyle) {
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(provider(credentials))
        .serviceConfiguration(
            S3Configuration.builder()
                .pathStyleAccessEnabled(pathStyle)
                .chunkedEncodingEnabled(false)
                .build())
        .build();
  }

  private static StaticCredentialsProvider provider(S3Credentials credentials) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey()));
  }
}
