package dev.crow.vectorindex;

/**
 * What a document's metadata says under one key. A filter tells texts apart by their first {@value
 * VectorLimits#FILTERED_BYTES} bytes of UTF-8 only; all of the value is kept and given back.
 */
public sealed interface MetadataValue {

  /** Any text. */
  record Text(String value) implements MetadataValue {
    public Text {
      VectorLimits.utf8Length("metadata value", value);
    }
  }

  /** A finite number; minus zero is kept as zero. */
  record Numeric(double value) implements MetadataValue {
    public Numeric {
      VectorLimits.require(Double.isFinite(value), "metadata value is NaN or infinite");
      value += 0.0;
    }
  }

  /** Yes or no. */
  record Flag(boolean value) implements MetadataValue {}

  /** A text. */
  static MetadataValue of(String value) {
    return new Text(value);
  }

  /** A number. */
  static MetadataValue of(double value) {
    return new Numeric(value);
  }

  /** Yes or no. */
  static MetadataValue of(boolean value) {
    return new Flag(value);
  }

  /** Which of the three it is. */
  default MetadataType type() {
    return switch (this) {
      case Text _ -> MetadataType.TEXT;
      case Numeric _ -> MetadataType.NUMBER;
      case Flag _ -> MetadataType.FLAG;
    };
  }
}
