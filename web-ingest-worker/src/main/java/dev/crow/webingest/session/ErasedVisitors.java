package dev.crow.webingest.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crow.contracts.web.v1.SessionContext;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the erased by keyed hashes. Each partition has its own key, made when it is first
 * needed and kept beside the hashes, so that no restart and no other instance needs to know it.
 */
final class ErasedVisitors {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String KEY = "#key";
  private static final byte[] ERASED = {1};

  private final KeyValueStore<String, byte[]> store;

  ErasedVisitors(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  void add(ErasureMark mark) {
    switch (mark.scope()) {
      case ORGANIZATION -> store.put(organization(mark.organizationId()), ERASED);
      case VISITOR -> {
        store.put(someOf(mark.organizationId()), ERASED);
        store.put(visitor(mark.organizationId(), mark.subjectId()), ERASED);
      }
      case USER -> {
        // People of the dashboard have no sessions here.
      }
    }
  }

  boolean coversOrganization(String organizationId) {
    return store.get(organization(organizationId)) != null;
  }

  boolean covers(String organizationId, SessionContext context) {
    // Most organizations never erased anybody, and this is asked for every record.
    return store.get(someOf(organizationId)) != null
        && (covers(organizationId, context.anonymousId())
            || covers(organizationId, context.userId()));
  }

  private boolean covers(String organizationId, @Nullable String visitorId) {
    return visitorId != null && store.get(visitor(organizationId, visitorId)) != null;
  }

  private static String organization(String id) {
    return "organization:" + id;
  }

  private static String someOf(String organizationId) {
    return "some-of:" + organizationId;
  }

  private String visitor(String organizationId, String visitorId) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(), ALGORITHM));
      byte[] hash = mac.doFinal((organizationId + "\0" + visitorId).getBytes(UTF_8));
      return "visitor:" + HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA-256", e);
    }
  }

  private byte[] key() {
    byte[] key = store.get(KEY);
    if (key == null) {
      key = new byte[32];
      new SecureRandom().nextBytes(key);
      store.put(KEY, key);
    }
    return key;
  }
}
