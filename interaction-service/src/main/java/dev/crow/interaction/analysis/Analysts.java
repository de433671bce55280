package dev.crow.interaction.analysis;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The analyst, if a model is configured. */
public final class Analysts {

  private final @Nullable Analyst analyst;

  Analysts(@Nullable Analyst analyst) {
    this.analyst = analyst;
  }

  /**
   * @return whom to ask; empty where rules do all the work
   */
  public Optional<Analyst> configured() {
    return Optional.ofNullable(analyst);
  }
}
