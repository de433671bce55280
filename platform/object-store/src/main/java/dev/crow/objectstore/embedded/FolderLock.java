package dev.crow.objectstore.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a folder for one server; the operating system gives it back when the process dies. */
final class FolderLock implements AutoCloseable {

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock take(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isTaken(channel)) {
      channel.close();
      throw new EmbeddedS3Exception(
          "The objects in " + folder.toAbsolutePath() + " are served by another process already.",
          "Stop it, or use its server: set CROW_OBJECT_STORE_ENDPOINT to its address (such as"
              + " http://127.0.0.1:8094), and CROW_OBJECT_STORE_ACCESS_KEY_ID and"
              + " CROW_OBJECT_STORE_SECRET_ACCESS_KEY to the two lines of "
              + folder.toAbsolutePath().resolve("credentials")
              + ".",
          null);
    }
    return new FolderLock(channel);
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      // Another server of this very process.
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
