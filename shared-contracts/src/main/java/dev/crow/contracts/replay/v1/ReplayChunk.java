package dev.crow.contracts.replay.v1;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a session's recording: an array of rrweb events as gzipped JSON. Its object lies at
 * {@code replays/<organization>/<session>/<recording>/<file name>}, and its file name says the
 * rest, so nobody keeps a list of them.
 *
 * @param number its place in the recording, from 0 to {@value #LAST_NUMBER}
 * @param startedAt when its first event happened, by the visitor's clock
 * @param endedAt when its last event happened
 * @param events how many it holds, at least 1
 */
public record ReplayChunk(int number, Instant startedAt, Instant endedAt, int events) {

  /** The objects' area. */
  public static final String AREA = "replays";

  /** The objects' content type. */
  public static final String CONTENT_TYPE = "application/gzip";

  /** The highest number. */
  public static final int LAST_NUMBER = 9_999;

  private static final Pattern FILE_NAME =
      Pattern.compile("(\\d{4})_(\\d{1,15})_(\\d{1,15})_(\\d{1,9})\\.json\\.gz");

  /** Checks what it is told. */
  public ReplayChunk {
    if (number < 0 || number > LAST_NUMBER || events < 1 || endedAt.isBefore(startedAt)) {
      throw new IllegalArgumentException("Not a piece of a recording");
    }
  }

  /**
   * @return names sort as the chunks do
   */
  public String fileName() {
    return String.format(
        Locale.ROOT,
        "%04d_%d_%d_%d.json.gz",
        number,
        startedAt.toEpochMilli(),
        endedAt.toEpochMilli(),
        events);
  }

  /**
   * @param name the last part of an object's key
   * @return the chunk it names; empty if it is something else
   */
  public static Optional<ReplayChunk> ofFileName(String name) {
    Matcher parts = FILE_NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ReplayChunk(
              Integer.parseInt(parts.group(1)),
              Instant.ofEpochMilli(Long.parseLong(parts.group(2))),
              Instant.ofEpochMilli(Long.parseLong(parts.group(3))),
              Integer.parseInt(parts.group(4))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
