package dev.crow.objectstore.embedded;

import dev.crow.objectstore.S3Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingSystem;

/**
 * An S3 server on this machine's loopback interface. Objects are files below {@code
 * <folder>/buckets}, their headers are extended attributes of those files. Every request must be
 * signed with the credentials in {@code <folder>/credentials}, which are made at the first start.
 *
 * <p>One server serves any number of services; give them {@link #properties()}.
 */
public final class EmbeddedS3Server implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedS3Server.class);
  private static final String HOST = "127.0.0.1";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
  private static final String LIBRARY = "org.gaul";
  private static final int THREADS = 32;
  // Waiting for longer serves nobody: clients keep idle connections open for minutes.
  private static final Duration LONGEST_STOP = Duration.ofMillis(500);

  private final S3Proxy server;
  private final S3Credentials credentials;

  private EmbeddedS3Server(S3Proxy server, S3Credentials credentials) {
    this.server = server;
    this.credentials = credentials;
  }

  /**
   * Starts a server and returns when it accepts requests.
   *
   * @param folder made if absent; the server takes all of it
   * @param port 0 for any free one
   * @param bucket made if absent: 3 to 63 lower-case letters, digits and dashes
   * @throws EmbeddedS3Exception if the folder cannot be used or the port is taken
   */
  public static EmbeddedS3Server start(Path folder, int port, String bucket) {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new EmbeddedS3Exception(
          "The bucket's name must be 3 to 63 lower-case letters, digits and dashes.",
          "Set crow.object-store.bucket.",
          null);
    }
    quieten();
    Path buckets = folder.toAbsolutePath().normalize().resolve("buckets");
    S3Credentials credentials = prepare(folder, buckets, bucket);
    S3Proxy server =
        S3Proxy.builder()
            .endpoint(URI.create("http://" + HOST + ":" + port))
            .awsAuthentication(
                AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
            .blobStore(
                new DurableBlobStore(new FilesystemNio2BlobStore(buckets.toString()), buckets))
            .jettyMaxThreads(THREADS)
            .stopTimeout(LONGEST_STOP.toMillis())
            .build();
    begin(server, port);
    log.info("S3 server at http://{}:{} over {}", HOST, server.getPort(), buckets);
    return new EmbeddedS3Server(server, credentials);
  }

  /**
   * Its web server tells a dozen lines of its life at INFO; where nobody chose a level, hush it.
   */
  private static void quieten() {
    LoggingSystem logging = LoggingSystem.get(EmbeddedS3Server.class.getClassLoader());
    LoggerConfiguration chosen = logging.getLoggerConfiguration(LIBRARY);
    if (chosen == null || chosen.getConfiguredLevel() == null) {
      logging.setLogLevel(LIBRARY, LogLevel.WARN);
    }
  }

  private static void begin(S3Proxy server, int port) {
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new EmbeddedS3Exception(
          "The S3 server cannot listen on " + HOST + ":" + port + " (" + e.getMessage() + ").",
          "Free the port, or set crow.object-store.embedded-port to another one, or to 0.",
          e);
    }
  }

  private static S3Credentials prepare(Path folder, Path buckets, String bucket) {
    try {
      Files.createDirectories(buckets.resolve(bucket));
      if (!Files.getFileStore(buckets).supportsFileAttributeView("user")) {
        throw new EmbeddedS3Exception(
            "The file system of " + buckets + " has no extended attributes to keep headers in.",
            "Put crow.data-dir (CROW_DATA_DIR) on ext4, xfs, btrfs or APFS, or set"
                + " crow.object-store.endpoint to an S3 of your own.",
            null);
      }
      return CredentialsFile.readOrCreate(folder.resolve("credentials"));
    } catch (IOException e) {
      throw new EmbeddedS3Exception(
          "The objects' folder " + folder.toAbsolutePath() + " cannot be used (" + e + ").",
          "Point crow.data-dir (CROW_DATA_DIR) at a folder that this user may write.",
          e);
    }
  }

  /** Where it listens, with the port it really has. */
  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + server.getPort());
  }

  public S3Credentials credentials() {
    return credentials;
  }

  /** The settings that let another context or process use this server. They hold a secret. */
  public Map<String, String> properties() {
    return Map.of(
        "crow.object-store.endpoint", endpoint().toString(),
        "crow.object-store.access-key-id", credentials.accessKeyId(),
        "crow.object-store.secret-access-key", credentials.secretAccessKey());
  }

  @Override
  public void close() {
    // A context that started after this server may have reset the levels.
    quieten();
    stop(server);
  }

  private static void stop(S3Proxy server) {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("The S3 server did not stop cleanly: {}", e.toString());
    }
  }
}
