package dev.crow.relational;

import java.io.IOException;
import java.nio.file.Path;

/** The folder of a database can be neither used nor made. */
final class UnusableFolderException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableFolderException(Path folder, IOException cause) {
    super("The data folder " + folder + " cannot be written to (" + cause + ").", cause);
  }
}
