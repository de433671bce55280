package dev.crow.objectstore;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up if the bucket can be listed with the credentials that are set. */
final class ObjectStoreHealth extends AbstractHealthIndicator {

  private static final ObjectPrefix NOBODY = ObjectPrefix.of("health", "nobody");

  private final ObjectStore objects;

  ObjectStoreHealth(ObjectStore objects) {
    this.objects = objects;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    objects.list(NOBODY, null, 1);
    builder.up();
  }
}
