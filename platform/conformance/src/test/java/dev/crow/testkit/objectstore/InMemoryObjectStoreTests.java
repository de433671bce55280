package dev.crow.testkit.objectstore;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectStoreException;
import org.junit.jupiter.api.Test;

class InMemoryObjectStoreTests extends ObjectStoreContract {

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Test
  void canBeMadeToFail() {
    store.setAvailable(false);
    assertThatExceptionOfType(ObjectStoreException.Unavailable.class)
        .isThrownBy(() -> store.put(key("a"), text("x")));
  }
}
