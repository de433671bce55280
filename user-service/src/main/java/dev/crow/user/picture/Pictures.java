package dev.crow.user.picture;

import dev.crow.images.EncodedImage;
import dev.crow.images.ImageSize;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.StoredObject;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Profile pictures as objects: {@code pictures/{organization}/{user}}, and a smaller one beside
 * each.
 */
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
   * @return their picture, in its larger size
   */
  public Optional<ObjectContent> find(String organizationId, String userId) {
    return find(organizationId, userId, ImageSize.MEDIUM);
  }

  Optional<ObjectContent> find(String organizationId, String userId, ImageSize size) {
    return objects.get(key(organizationId, userId, size)).map(StoredObject::content);
  }

  void put(String organizationId, String userId, Map<ImageSize, EncodedImage> picture) {
    picture.forEach(
        (size, image) ->
            objects.put(
                key(organizationId, userId, size),
                new ObjectContent(image.bytes(), image.contentType(), Map.of())));
  }

  /**
   * @param organizationId whose
   * @param userId a member, or who was one
   * @return how many pictures there were, 0 or 1
   */
  public long delete(String organizationId, String userId) {
    boolean there = objects.info(key(organizationId, userId, ImageSize.MEDIUM)).isPresent();
    for (ImageSize size : ImageSize.values()) {
      objects.delete(key(organizationId, userId, size));
    }
    return there ? 1 : 0;
  }

  /**
   * @param organizationId whose pictures are removed
   * @return how many objects there were
   */
  public long deleteAll(String organizationId) {
    return objects.deleteAll(ObjectPrefix.of(AREA, organizationId));
  }

  private static ObjectKey key(String organizationId, String userId, ImageSize size) {
    return ObjectKey.of(
        AREA,
        organizationId,
        switch (size) {
          case MEDIUM -> userId;
          case THUMBNAIL -> userId + "-thumbnail";
        });
  }
}
