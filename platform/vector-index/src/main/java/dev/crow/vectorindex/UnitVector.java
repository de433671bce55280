package dev.crow.vectorindex;

/** Vectors of length one, of which the dot product is the cosine. */
public final class UnitVector {

  private UnitVector() {}

  /** Returns the vector of length one in the same direction; the vector given stays as it is. */
  public static float[] of(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    double length = Math.sqrt(squares);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }
}
