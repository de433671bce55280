package dev.crow.objectstore.s3;

import dev.crow.objectstore.ObjectDescription;
import dev.crow.objectstore.ObjectStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes a stream as one object, part by part. A short one is put at once. Whatever fails on the
 * way, the parts are given up; what a dead process leaves is removed by the bucket's lifecycle
 * rule.
 */
final class StreamedWrite {

  /** At least 5 MiB, and the same for all parts but the last, as R2 wants it. */
  static final int PART = 8 * 1024 * 1024;

  private static final int MOST_PARTS = 10_000;
  private static final Logger log = LoggerFactory.getLogger(StreamedWrite.class);

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final ObjectDescription description;

  StreamedWrite(S3Client s3, String bucket, String key, ObjectDescription description) {
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
    this.description = description;
  }

  void write(InputStream bytes) throws IOException {
    byte[] part = new byte[PART];
    int length = bytes.readNBytes(part, 0, PART);
    if (length < PART) {
      put(body(part, length));
    } else {
      writeParts(part, bytes);
    }
  }

  private void put(RequestBody body) {
    S3Calls.call(
        () ->
            s3.putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key(key)
                        .contentType(description.contentType())
                        .metadata(description.metadata()),
                body));
  }

  private void writeParts(byte[] part, InputStream bytes) throws IOException {
    String upload = begin();
    boolean complete = false;
    try {
      List<CompletedPart> parts = new ArrayList<>();
      int length = PART;
      while (length > 0) {
        parts.add(send(upload, parts.size() + 1, body(part, length)));
        length = length < PART ? 0 : bytes.readNBytes(part, 0, PART);
      }
      finish(upload, parts);
      complete = true;
    } finally {
      if (!complete) {
        giveUp(upload);
      }
    }
  }

  private String begin() {
    return S3Calls.call(
            () ->
                s3.createMultipartUpload(
                    request ->
                        request
                            .bucket(bucket)
                            .key(key)
                            .contentType(description.contentType())
                            .metadata(description.metadata())))
        .uploadId();
  }

  private CompletedPart send(String upload, int number, RequestBody body) {
    if (number > MOST_PARTS) {
      throw new ObjectStoreException.Refused(
          "An object has at most " + MOST_PARTS + " parts", new IOException("too long"));
    }
    String etag =
        S3Calls.call(
                () ->
                    s3.uploadPart(
                        request ->
                            request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                        body))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private void finish(String upload, List<CompletedPart> parts) {
    S3Calls.call(
        () ->
            s3.completeMultipartUpload(
                request ->
                    request
                        .bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(all -> all.parts(parts))));
  }

  private void giveUp(String upload) {
    try {
      s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      // The failure that led here is the one to tell; the lifecycle rule removes the parts.
      log.warn("An unfinished upload could not be given up: {}", e.toString());
    }
  }

  /** Not copied: the buffer is filled again only after the part was sent. */
  private static RequestBody body(byte[] part, int length) {
    return RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(part, 0, length));
  }
}
