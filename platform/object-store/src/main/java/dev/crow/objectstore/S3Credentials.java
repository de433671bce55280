package dev.crow.objectstore;

/**
 * What signs requests to an S3.
 *
 * @param accessKeyId not secret
 * @param secretAccessKey secret; left out of {@link #toString()}
 */
public record S3Credentials(String accessKeyId, String secretAccessKey) {

  public S3Credentials {
    if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
      throw new IllegalArgumentException("S3 credentials have two parts, neither of them blank");
    }
  }

  @Override
  public String toString() {
    return "S3Credentials[" + accessKeyId + "]";
  }
}
