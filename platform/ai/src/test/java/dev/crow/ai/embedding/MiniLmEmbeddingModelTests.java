package dev.crow.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.store.embedding.CosineSimilarity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MiniLmEmbeddingModelTests {

  private static final List<String> TEXTS =
      List.of(
          "A visitor compared three running shoes and left without buying.",
          "The checkout failed twice at the payment step.",
          "café crème, naïve façade — Übergröße",
          "Zażółć gęślą jaźń",
          "🛒 added to cart 🎉🎉 👩‍👩‍👧",
          "東京で靴を買いました",
          "价格太高了，顾客离开了",
          "가격을 비교했습니다",
          "Пользователь удалил товар из корзины",
          "اشترى الزائر حذاء",
          "ผู้เข้าชมออกจากเว็บไซต์",
          "!!! ??? --- ... $$$ 100% (off) [now] {here} <tag/>",
          "https://shop.example/p/blue-jacket?size=M&utm_source=news#reviews",
          "'; DROP TABLE interactions; --",
          "x",
          "12345 67890 3.14159 -1e10",
          "supercalifragilisticexpialidocious antidisestablishmentarianism",
          "line one\nline two\r\n\tindented\u00a0space",
          "W".repeat(150) + " after a very long word",
          "ﬁne ligature, ① circled, ½ half, ｆｕｌｌ width",
          // Not longer: the reference reads 128 tokens, ours the 256 of the model card.
          "The visitor searched for a waterproof jacket in size M. ".repeat(9));

  private MiniLmNetwork network;
  private MiniLmEmbeddingModel model;

  @BeforeAll
  void load() {
    network = MiniLmNetwork.load();
    model = new MiniLmEmbeddingModel(network, 2);
  }

  @AfterAll
  void close() {
    model.close();
    network.close();
  }

  @Test
  void givesWhatTheReferenceGives() {
    Reference.keepOffline();
    EmbeddingModel reference = new AllMiniLmL6V2QuantizedEmbeddingModel();
    for (String text : TEXTS) {
      Embedding ours = model.embed(text).content();
      Embedding theirs = reference.embed(text).content();
      assertThat(CosineSimilarity.between(ours, theirs)).as(text).isGreaterThan(0.9999);
    }
  }

  @Test
  void givesATextTheSameVectorInAnyCompany() {
    List<TextSegment> segments = TEXTS.stream().map(TextSegment::from).toList();
    List<Embedding> together = model.embedAll(segments).content();
    assertThat(together).hasSize(TEXTS.size());
    for (int i = 0; i < TEXTS.size(); i++) {
      assertThat(together.get(i)).isEqualTo(model.embed(TEXTS.get(i)).content());
    }
  }

  @Test
  void servesManyVirtualThreadsAtOnce() throws Exception {
    Embedding expected = model.embed(TEXTS.getFirst()).content();
    List<Future<Embedding>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        answers.add(callers.submit(() -> model.embed(TEXTS.getFirst()).content()));
      }
    }
    for (Future<Embedding> answer : answers) {
      assertThat(answer.get()).isEqualTo(expected);
    }
  }

  @Test
  void givesVectorsOf384FloatsAndLengthOne() {
    float[] vector = model.embed("a short text").content().vector();
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    assertThat(squares).isCloseTo(1.0, within(1e-5));
    assertThat(model.dimension()).isEqualTo(vector.length).isEqualTo(384);
    assertThat(model.modelName()).isEqualTo("all-minilm-l6-v2-q");
  }

  @Test
  void placesLikeMeaningsNearEachOther() {
    Embedding question = model.embed("people who gave up while paying").content();
    Embedding close = model.embed("The buyer abandoned the checkout at the card form").content();
    Embedding far = model.embed("The weather in the mountains was sunny").content();
    assertThat(CosineSimilarity.between(question, close))
        .isGreaterThan(CosineSimilarity.between(question, far) + 0.2);
  }

  @Test
  void doesNotReadBeyond256Tokens() {
    String words = "word ".repeat(254);
    assertThat(model.embed(words + "and then something else entirely").content())
        .isEqualTo(model.embed(words).content());
  }

  @Test
  void countsTokens() {
    assertThat(model.embed("one two three").tokenUsage()).isEqualTo(new TokenUsage(5));
  }

  @Test
  void refusesToWorkOnceClosed() {
    MiniLmEmbeddingModel closed = new MiniLmEmbeddingModel(network, 1);
    closed.close();
    assertThatThrownBy(() -> closed.embed("late"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(model.embed("in time").content().vector()).hasSize(384);
  }
}
