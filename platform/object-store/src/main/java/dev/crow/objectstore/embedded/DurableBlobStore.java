package dev.crow.objectstore.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Answers a change only when the disk has it, and shows objects only when they are whole. The store
 * below writes a file beside the object's and renames it into place, which survives the death of
 * the process, but not a power cut; until then, and for ever after a crash, that file is there to
 * see.
 */
final class DurableBlobStore extends ForwardingBlobStore {

  /** How the store below names the file of an object in the making: its key and a random UUID. */
  private static final Pattern IN_THE_MAKING =
      Pattern.compile(
          ".*-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", Pattern.DOTALL);

  /**
   * Begins the names of what the store below keeps of unfinished uploads, which may last for days.
   */
  private static final String OF_THE_STORE = ".";

  private final Path root;

  DurableBlobStore(BlobStore delegate, Path root) {
    super(delegate);
    this.root = root;
  }

  /**
   * Removes what crashes left half-written.
   *
   * @param before when this process began: what is younger may still be written
   */
  void removeRemains(Instant before) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            boolean old = attributes.lastModifiedTime().toInstant().isBefore(before);
            if (old && isInTheMaking(keyOf(file))) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE; // It was removed or renamed meanwhile.
          }
        });
  }

  private String keyOf(Path file) {
    Path bucket = root.resolve(root.relativize(file).getName(0));
    return bucket.relativize(file).toString();
  }

  private static boolean isInTheMaking(String key) {
    return !key.startsWith(OF_THE_STORE) && IN_THE_MAKING.matcher(key).matches();
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    ListObjectsV2Response page = super.list(request);
    List<S3Object> whole =
        page.contents().stream().filter(object -> !isInTheMaking(object.key())).toList();
    int count = whole.size() + page.commonPrefixes().size();
    return page.toBuilder().contents(whole).keyCount(count).build();
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    requireKey(request.key());
    PutObjectResponse response = super.putBlob(request, content);
    force(request.bucket(), request.key());
    return response;
  }

  /** An object of such a key would never be listed, and be removed at the next start. */
  private static void requireKey(String key) {
    if (isInTheMaking(key)) {
      throw S3Exceptions.invalidArgument(
          "A key must not end in a dash and a random UUID: objects in the making are named so.");
    }
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    requireKey(request.destinationKey());
    CopyObjectResponse response = super.copyBlob(request);
    force(request.destinationBucket(), request.destinationKey());
    return response;
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    requireKey(request.key());
    return super.initiateMultipartUpload(request);
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
    force(request.bucket(), request.key());
    return response;
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    DeleteObjectResponse response = super.removeBlob(request);
    force(request.bucket(), request.key());
    return response;
  }

  /** The file and every folder up to the root: each may just have been made, or emptied. */
  private void force(String bucket, String key) {
    Path path = root.resolve(bucket).resolve(key).normalize();
    while (path != null && path.startsWith(root)) {
      if (Files.exists(path)) {
        force(path);
      }
      path = path.getParent();
    }
  }

  private static void force(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (java.nio.file.NoSuchFileException e) {
      // Somebody removed it after us; then there is nothing to keep.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
