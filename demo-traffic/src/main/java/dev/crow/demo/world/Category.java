package dev.crow.demo.world;

/**
 * A shelf of the shop.
 *
 * @param id also the last part of its page's path
 * @param name as shown
 */
public record Category(String id, String name) {

  /** {@return the path of its page} */
  public String path() {
    return "/collections/" + id;
  }
}
