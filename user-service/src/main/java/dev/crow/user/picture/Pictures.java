package dev.crow.user.picture;

import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.StoredObject;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Profile pictures as objects: {@code pictures/{organization}/{user}}. */
@Component
public class Pictures {

  private static final String AREA = "pictures";

  private final ObjectStore objects;

  Pictures(ObjectStore objects) {
    this.objects = objects;
  }

  /**
   * @param organizationId whose
   * @param userId a member
   * @return their picture
   */
  public Optional<ObjectContent> find(String organizationId, String userId) {
    return objects.get(key(organizationId, userId)).map(StoredObject::content);
  }

  void put(String organizationId, String userId, ObjectContent picture) {
    objects.put(key(organizationId, userId), picture);
  }

  /**
   * @param organizationId whose
   * @param userId a member, or who was one
   * @return how many pictures there were, 0 or 1
   */
  public long delete(String organizationId, String userId) {
    ObjectKey key = key(organizationId, userId);
    boolean there = objects.get(key).isPresent();
    objects.delete(key);
    return there ? 1 : 0;
  }

  /**
   * @param organizationId whose pictures are removed
   * @return how many there were
   */
  public long deleteAll(String organizationId) {
    return objects.deleteAll(ObjectPrefix.of(AREA, organizationId));
  }

  private static ObjectKey key(String organizationId, String userId) {
    return ObjectKey.of(AREA, organizationId, userId);
  }
}
