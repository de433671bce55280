package dev.crow.images;

/** How large a variant is. */
public enum ImageSize {
  /** For lists. */
  THUMBNAIL(200),
  /** For a page about one thing. */
  MEDIUM(800);

  private final int longestSide;

  ImageSize(int longestSide) {
    this.longestSide = longestSide;
  }

  /** In pixels; a smaller image is not made larger. */
  public int longestSide() {
    return longestSide;
  }
}
