package dev.crow.ai.chat;

import dev.langchain4j.model.output.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs. Costs are in micro-dollars: a millionth of a US dollar.
 *
 * @param model whose price
 * @param input micro-dollars for a token read
 * @param output micro-dollars for a token written
 */
public record ModelPrice(String model, BigDecimal input, BigDecimal output) {

  /**
   * @param usage of a call; null where the model did not say
   * @return what it cost, rounded up
   */
  public long of(@Nullable TokenUsage usage) {
    if (usage == null) {
      return 0;
    }
    int read = Objects.requireNonNullElse(usage.inputTokenCount(), 0);
    int written = Objects.requireNonNullElse(usage.outputTokenCount(), 0);
    return of(read, written);
  }

  /**
   * @param read tokens
   * @param written tokens
   * @return what they cost, rounded up
   */
  public long of(long read, long written) {
    return input
        .multiply(BigDecimal.valueOf(read))
        .add(output.multiply(BigDecimal.valueOf(written)))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }
}
