package dev.crow.analytics.printing;

/** Colours of print; all but the pale ones can be read on white. */
public enum Ink {
  BLACK(0, 0, 0),
  GREY(0.38f, 0.40f, 0.45f),
  BLUE(0.16f, 0.36f, 0.67f),
  PALE(0.93f, 0.95f, 0.98f),
  LINE(0.82f, 0.84f, 0.88f);

  private final float red;
  private final float green;
  private final float blue;

  Ink(float red, float green, float blue) {
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  float red() {
    return red;
  }

  float green() {
    return green;
  }

  float blue() {
    return blue;
  }
}
