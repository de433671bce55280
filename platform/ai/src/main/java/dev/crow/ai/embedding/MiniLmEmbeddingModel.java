package dev.crow.ai.embedding;

import ai.onnxruntime.OrtException;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.embedding.response.EmbeddingResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * all-MiniLM-L6-v2 (8-bit), in this process: English sentences to vectors of 384 floats and length
 * one, so that a dot product is a cosine. Nothing leaves the machine.
 *
 * <p>Text beyond {@value #MAX_TOKENS} tokens is not read. The same text gives the same vector,
 * whatever it is embedded together with. Safe for any number of threads, virtual ones too: the work
 * runs on this model's own few threads, in turns, so a large request does not hold up a small one.
 */
public final class MiniLmEmbeddingModel implements EmbeddingModel, AutoCloseable {

  /** What {@link #modelName()} answers. */
  public static final String NAME = "all-minilm-l6-v2-q";

  /** The length of every vector. */
  public static final int DIMENSION = 384;

  private static final int MAX_TOKENS = 256;

  private final MiniLmNetwork network;
  private final int threads;
  private final ExecutorService workers;

  /**
   * @param network stays open when this model is closed
   * @param threads how many texts may be worked on at a time, each by one thread; at least 1
   */
  public MiniLmEmbeddingModel(MiniLmNetwork network, int threads) {
    this.network = network;
    this.threads = threads;
    this.workers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("minilm-", 0).factory());
  }

  @Override
  public EmbeddingResponse doEmbed(EmbeddingRequest request) {
    List<Embedded> done = new ArrayList<>(request.inputs().size());
    List<Callable<Embedded>> work =
        request.inputs().stream()
            .<Callable<Embedded>>map(input -> () -> embedNow(input.text()))
            .toList();
    for (int from = 0; from < work.size(); from += threads) {
      done.addAll(run(work.subList(from, Math.min(work.size(), from + threads))));
    }
    return EmbeddingResponse.builder()
        .embeddings(done.stream().map(text -> Embedding.from(text.vector())).toList())
        .metadata(
            EmbeddingResponseMetadata.builder()
                .modelName(NAME)
                .tokenUsage(new TokenUsage(done.stream().mapToInt(Embedded::tokens).sum()))
                .build())
        .build();
  }

  private Embedded embedNow(String text) throws OrtException {
    int[] tokens = network.tokens(text, MAX_TOKENS);
    return new Embedded(network.encode(tokens), tokens.length);
  }

  private List<Embedded> run(List<Callable<Embedded>> work) {
    try {
      List<Embedded> done = new ArrayList<>(work.size());
      for (Future<Embedded> future : workers.invokeAll(work)) {
        done.add(future.get());
      }
      return done;
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("The embedding model " + NAME + " is closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NonRetriableException("Interrupted while embedding", e);
    } catch (ExecutionException e) {
      throw new NonRetriableException("The embedding model " + NAME + " failed", e.getCause());
    }
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public String modelName() {
    return NAME;
  }

  /** Waits for the texts in work. Embedding afterwards is an error. */
  @Override
  public void close() {
    workers.close();
  }

  @SuppressWarnings("ArrayRecordComponent") // Lives for one call; never compared.
  private record Embedded(float[] vector, int tokens) {}
}
