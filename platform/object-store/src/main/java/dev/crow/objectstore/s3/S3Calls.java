package dev.crow.objectstore.s3;

import dev.crow.objectstore.ObjectStoreException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Calls an S3 and says in the port's words what went wrong. */
final class S3Calls {

  private static final int TIMED_OUT = 408;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;
  private static final int NOT_IMPLEMENTED = 501;

  private S3Calls() {}

  static <T> T call(Supplier<T> work) {
    try {
      return work.get();
    } catch (S3Exception e) {
      String message = "The object store answered " + e.statusCode() + " " + code(e);
      throw isTransient(e.statusCode())
          ? new ObjectStoreException.Unavailable(message, e)
          : new ObjectStoreException.Refused(message, e);
    } catch (SdkException e) {
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
      }
      throw new ObjectStoreException.Unavailable("The object store did not answer", e);
    }
  }

  /** S3 answers 409 when two writers meet; the rest of the fours stay as they are. */
  private static boolean isTransient(int status) {
    return (status >= SERVER && status != NOT_IMPLEMENTED)
        || status == TIMED_OUT
        || status == CONFLICT
        || status == TOO_MANY;
  }

  private static String code(S3Exception e) {
    return e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
  }
}
