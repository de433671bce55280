package dev.crow.system.faults.inside;

import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectStoreException;
import dev.crow.vectorindex.VectorIndex;
import dev.crow.vectorindex.VectorIndexException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fail-points around changes of objects and vectors. */
final class FaultyStores {

  private static final Logger log = LoggerFactory.getLogger(FaultyStores.class);
  private static final Duration LATE = Duration.ofMillis(700);
  private static final Set<String> OBJECT_CHANGES =
      Set.of("put", "write", "copy", "delete", "deleteAll");
  private static final Set<String> VECTOR_CHANGES = Set.of("upsert", "delete", "deleteAll");

  private FaultyStores() {}

  static ObjectStore around(ObjectStore target, Faults faults) {
    return Around.of(
        ObjectStore.class,
        target,
        (method, _, original) -> {
          if (!OBJECT_CHANGES.contains(method.getName())) {
            return original.call();
          }
          try {
            faults.reach(FailPoint.OBJECT_CHANGING, method.getName());
          } catch (UncheckedIOException e) {
            throw new ObjectStoreException.Unavailable("The store is full", e);
          }
          boolean late = faults.has(Bug.OBJECT_AFTER_ROW) && isVoid(method);
          Object result = late ? later(original) : original.call();
          faults.reach(FailPoint.OBJECT_CHANGED, method.getName());
          return result;
        });
  }

  static VectorIndex around(VectorIndex target, Faults faults) {
    return Around.of(
        VectorIndex.class,
        target,
        (method, _, original) -> {
          if (!VECTOR_CHANGES.contains(method.getName())) {
            return original.call();
          }
          try {
            faults.reach(FailPoint.VECTORS_CHANGING, method.getName());
          } catch (UncheckedIOException e) {
            throw new VectorIndexException("The index cannot be written", e);
          }
          boolean late = faults.has(Bug.VECTOR_AFTER_ROW) && isVoid(method);
          Object result = late ? later(original) : original.call();
          faults.reach(FailPoint.VECTORS_CHANGED, method.getName());
          return result;
        });
  }

  private static boolean isVoid(java.lang.reflect.Method method) {
    return method.getReturnType() == void.class;
  }

  private static @Nullable Object later(Around.Original original) {
    Thread.ofVirtual()
        .start(
            () -> {
              LockSupport.parkNanos(LATE.toNanos());
              try {
                original.call();
              } catch (Throwable e) {
                log.warn("As the seeded mistake has it, nobody hears of this", e);
              }
            });
    return null;
  }
}
