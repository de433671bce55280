package dev.crow.objectstore.embedded;

import dev.crow.objectstore.S3Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
 * Buckets' life cycle rules are kept while the server runs: at its start and every hour.
 *
 * <p>A folder has one server at a time, and one server serves any number of services; give them
 * {@link #properties()}.
 */
public final class EmbeddedS3Server implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedS3Server.class);
  private static final String HOST = "127.0.0.1";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
  private static final String LIBRARY = "org.gaul";
  private static final int THREADS = 32;
  private static final Duration BETWEEN_KEEPING = Duration.ofHours(1);
  // Waiting for longer serves nobody: clients keep idle connections open for minutes.
  private static final Duration LONGEST_STOP = Duration.ofMillis(500);

  private final S3Proxy server;
  private final S3Credentials credentials;
  private final LifecycleKeeper lifecycle;
  private final FolderLock lock;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("s3-lifecycle").factory());

  private EmbeddedS3Server(
      S3Proxy server, S3Credentials credentials, LifecycleKeeper lifecycle, FolderLock lock) {
    this.server = server;
    this.credentials = credentials;
    this.lifecycle = lifecycle;
    this.lock = lock;
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
    return start(folder, port, Set.of(bucket));
  }

  /**
   * As above, with several buckets.
   *
   * @param names made if absent
   */
  public static EmbeddedS3Server start(Path folder, int port, Set<String> names) {
    if (!names.stream().allMatch(EmbeddedS3Server::isBucketName)) {
      throw new EmbeddedS3Exception(
          "A bucket's name must be 3 to 63 lower-case letters, digits and dashes.",
          "Set crow.object-store.bucket and crow.object-store.area-buckets.",
          null);
    }
    quieten();
    Path root = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
      FolderLock lock = FolderLock.take(root);
      try {
        return start(root, port, names, lock);
      } catch (RuntimeException | IOException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedS3Exception(
          "The objects' folder " + root + " cannot be used (" + e + ").",
          "Point crow.data-dir (CROW_DATA_DIR) at a folder that this user may write.",
          e);
    }
  }

  private static EmbeddedS3Server start(Path folder, int port, Set<String> names, FolderLock lock)
      throws IOException {
    Path buckets = folder.resolve("buckets");
    prepare(buckets, names);
    S3Credentials credentials = credentials(folder);
    DurableBlobStore store =
        new DurableBlobStore(new FilesystemNio2BlobStore(buckets.toString()), buckets);
    BucketConfiguration configuration = new BucketConfiguration(folder.resolve("rules"));
    S3Proxy server =
        S3Proxy.builder()
            .endpoint(URI.create("http://" + HOST + ":" + port))
            .awsAuthentication(
                AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
            .blobStore(store)
            .jettyMaxThreads(THREADS)
            .stopTimeout(LONGEST_STOP.toMillis())
            .build();
    ServerFilters.add(
        server,
        new BucketConfigurationFilter(buckets, configuration, new RequestSignature(credentials)));
    begin(server, port);
    log.info("S3 server at http://{}:{} over {}", HOST, server.getPort(), buckets);
    LifecycleKeeper lifecycle = new LifecycleKeeper(store, configuration, buckets);
    EmbeddedS3Server started = new EmbeddedS3Server(server, credentials, lifecycle, lock);
    started.removeRemains(store);
    started.keepRules();
    return started;
  }

  private void removeRemains(DurableBlobStore store) {
    Instant start = Instant.now();
    clock.execute(
        () -> {
          try {
            store.removeRemains(start);
          } catch (IOException e) {
            log.warn("What crashes left half-written takes space until the next start", e);
          }
        });
  }

  private void keepRules() {
    var _ =
        clock.scheduleWithFixedDelay(
            () -> {
              try {
                keepLifecycle(Instant.now());
              } catch (RuntimeException e) {
                log.warn("The life cycle rules could not be kept, and will be in an hour", e);
              }
            },
            0,
            BETWEEN_KEEPING.toMinutes(),
            TimeUnit.MINUTES);
  }

  /**
   * Does what the life cycle rules want at a time.
   *
   * @return how many objects and unfinished uploads were removed
   */
  public long keepLifecycle(Instant now) {
    return lifecycle.keep(now);
  }

  static boolean isBucketName(String name) {
    return BUCKET.matcher(name).matches();
  }

  /**
   * The credentials of the server over a folder, whether it runs or not; made if there are none.
   */
  public static S3Credentials credentials(Path folder) throws IOException {
    return CredentialsFile.readOrCreate(Files.createDirectories(folder).resolve("credentials"));
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

  private static void prepare(Path buckets, Set<String> names) throws IOException {
    for (String name : names) {
      Files.createDirectories(buckets.resolve(name));
    }
    if (!Files.getFileStore(buckets).supportsFileAttributeView("user")) {
      throw new EmbeddedS3Exception(
          "The file system of " + buckets + " has no extended attributes to keep headers in.",
          "Put crow.data-dir (CROW_DATA_DIR) on ext4, xfs, btrfs or APFS, or set"
              + " crow.object-store.endpoint to an S3 of your own.",
          null);
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
    clock.shutdownNow();
    stop(server);
    try {
      lock.close();
    } catch (IOException e) {
      log.warn("The lock of the objects' folder was not given back: {}", e.toString());
    }
  }

  private static void stop(S3Proxy server) {
    try {
      server.stop();
    } catch (Exception e) {
      log.warn("The S3 server did not stop cleanly: {}", e.toString());
    }
  }
}
