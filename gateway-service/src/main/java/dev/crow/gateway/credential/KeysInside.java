package dev.crow.gateway.credential;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.WrappedBody;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds the key of clients that put it where the others put their data. Of a body no more is read
 * than up to the key, and nothing is kept but what the caller keeps.
 */
public final class KeysInside {

  private static final Pattern IN_PATH = Pattern.compile("/(?:array|projects)/([^/]+)/");
  private static final Set<String> NAMES = Set.of("writeKey", "api_key", "token");

  /** Around the events, of a batch or of none, and around an event's own facts. */
  private static final Set<String> PLACES = Set.of("", "batch", "properties", "batch properties");

  /** How many times larger than its wrapping a body may be. */
  private static final int EXPANSION = 4;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(20_000)
                  .maxNumberLength(5_000)
                  .build())
          .build();

  private KeysInside() {}

  /**
   * @param path as it stands in the request line
   * @return the key in it
   * @throws ApiException if there is none
   */
  public static Credential ofPath(String path) {
    Matcher found = IN_PATH.matcher(path);
    if (found.find()) {
      if (found.group(1).startsWith(Credentials.SECRET)) {
        throw new ApiException(
            ErrorCode.CREDENTIAL_IN_URL, "Use a write key here, and consider this key leaked.");
      }
      return Credentials.key(found.group(1));
    }
    throw missing();
  }

  /**
   * @param body as the client sends it, at most {@code limit} bytes
   * @param form whether it is said to be a form
   * @param limit of what is on the wire
   * @return the first key in it
   * @throws ApiException if there is none, or the body cannot be understood so far
   * @throws IOException if the body itself does not arrive
   */
  public static Credential ofBody(InputStream body, boolean form, long limit) throws IOException {
    Source source = new Source(body);
    try (InputStream plain = WrappedBody.open(source, form);
        JsonParser parser =
            JSON.createParser(ObjectReadContext.empty(), new Measured(plain, EXPANSION * limit))) {
      String key = firstKey(parser);
      if (key == null) {
        throw missing();
      }
      return Credentials.key(key);
    } catch (JacksonException | IOException e) {
      if (source.failure != null) {
        throw source.failure;
      }
      if (e instanceof JacksonException) {
        throw new ApiException(ErrorCode.MALFORMED_JSON, "The body is not well-formed JSON.");
      }
      throw new ApiException(
          ErrorCode.BAD_ENCODING, "The body is not valid gzip, or no form of Base64.");
    }
  }

  private static @Nullable String firstKey(JsonParser parser) {
    Deque<String> place = new ArrayDeque<>();
    String name = "";
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      switch (token) {
        case PROPERTY_NAME -> name = parser.currentName();
        case START_OBJECT, START_ARRAY -> {
          place.addLast(name);
          name = "";
          if (!PLACES.contains(text(place))) {
            parser.skipChildren();
            place.removeLast();
          }
        }
        case END_OBJECT, END_ARRAY -> {
          place.removeLast();
          name = "";
        }
        case VALUE_STRING -> {
          if (NAMES.contains(name) && isKey(parser.getString())) {
            return parser.getString();
          }
        }
        default -> {}
      }
    }
    return null;
  }

  private static String text(Deque<String> place) {
    return String.join(" ", place.stream().filter(name -> !name.isEmpty()).toList());
  }

  /** Events may have a token of their own that means something else. */
  private static boolean isKey(String text) {
    return text.startsWith("crow_");
  }

  private static ApiException missing() {
    return new ApiException(
        ErrorCode.UNAUTHENTICATED, "Send CROW's write key where the client has its own.");
  }

  /** Remembers that it was the source that failed, and not what was made of it. */
  private static final class Source extends FilterInputStream {

    private @Nullable IOException failure;

    Source(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }

  /** Ends what would never end. */
  private static final class Measured extends FilterInputStream {

    private long left;

    Measured(InputStream in, long atMost) {
      super(in);
      this.left = atMost;
    }

    @Override
    public int read() throws IOException {
      return counted(in.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      return counted(count, count);
    }

    private int counted(int result, int bytes) {
      left -= result < 0 ? 0 : bytes;
      if (left < 0) {
        throw new ApiException(
            ErrorCode.DECOMPRESSED_TOO_LARGE, "The body is too large after decompression.");
      }
      return result;
    }
  }
}
