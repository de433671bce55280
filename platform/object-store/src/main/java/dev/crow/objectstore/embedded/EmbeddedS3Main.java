package dev.crow.objectstore.embedded;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/** The embedded S3 server as a process of its own, for several services that share a folder. */
public final class EmbeddedS3Main {

  private EmbeddedS3Main() {}

  /**
   * @param args the folder, the port, and at least one bucket
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length < 3) {
      System.err.println("usage: EmbeddedS3Main <folder> <port> <bucket>...");
      System.exit(2);
    }
    Set<String> buckets = new TreeSet<>(Arrays.asList(args).subList(2, args.length));
    try {
      EmbeddedS3Server server =
          EmbeddedS3Server.start(Path.of(args[0]), Integer.parseInt(args[1]), buckets);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-s3"));
      new CountDownLatch(1).await();
    } catch (EmbeddedS3Exception e) {
      System.err.println(e.getMessage() + " " + e.action());
      System.exit(1);
    }
  }
}
