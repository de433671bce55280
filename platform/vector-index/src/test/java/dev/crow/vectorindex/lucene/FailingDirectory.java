package dev.crow.vectorindex.lucene;

import java.io.IOException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** A disk that can be made to refuse new files. */
final class FailingDirectory extends FilterDirectory {

  volatile boolean failing;

  FailingDirectory(Directory disk) {
    super(disk);
  }

  @Override
  public IndexOutput createOutput(String name, IOContext context) throws IOException {
    if (failing) {
      throw new IOException("No space left on device");
    }
    return super.createOutput(name, context);
  }
}
