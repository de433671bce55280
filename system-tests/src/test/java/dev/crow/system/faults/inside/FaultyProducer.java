package dev.crow.system.faults.inside;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Fail-points of single records; publishes some of them twice, or after their followers. */
final class FaultyProducer {

  private static final long LATE = 200_000_000;
  private static final String EVENT_ID = "\"eventId\":\"";

  private final Producer<String, byte[]> target;
  private final Faults faults;

  private FaultyProducer(Producer<String, byte[]> target, Faults faults) {
    this.target = target;
    this.faults = faults;
  }

  @SuppressWarnings("unchecked") // every producer bean of the suite has these types
  static Producer<?, ?> around(Producer<?, ?> target, Faults faults) {
    FaultyProducer faulty = new FaultyProducer((Producer<String, byte[]>) target, faults);
    return Around.of(
        Producer.class,
        target,
        (method, arguments, original) ->
            method.getName().equals("send")
                ? faulty.send(
                    (ProducerRecord<String, byte[]>) arguments[0],
                    arguments.length > 1 ? (Callback) arguments[1] : null)
                : original.call());
  }

  private Future<RecordMetadata> send(
      ProducerRecord<String, byte[]> record, @Nullable Callback callback) {
    if (record.topic().endsWith(".dlt") && faults.has(Bug.DEAD_LETTERS_SWALLOWED)) {
      RecordMetadata made =
          new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0);
      return CompletableFuture.completedFuture(made);
    }
    if (faults.duplicates()) {
      var _ = target.send(copy(record), null);
    }
    return faults.delays() ? sendLate(record, callback) : sendNow(record, callback);
  }

  private Future<RecordMetadata> sendNow(
      ProducerRecord<String, byte[]> record, @Nullable Callback callback) {
    return target.send(
        record,
        (metadata, failure) -> {
          if (failure == null) {
            faults.reach(FailPoint.ACKNOWLEDGED, record.topic());
          }
          if (callback != null) {
            callback.onCompletion(metadata, failure);
          }
        });
  }

  private Future<RecordMetadata> sendLate(
      ProducerRecord<String, byte[]> record, @Nullable Callback callback) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LATE));
              try {
                var _ =
                    sendNow(
                        record,
                        (metadata, failure) -> {
                          if (callback != null) {
                            callback.onCompletion(metadata, failure);
                          }
                          complete(sent, metadata, failure);
                        });
              } catch (RuntimeException e) {
                sent.completeExceptionally(e);
              }
            });
    return sent;
  }

  private static void complete(
      CompletableFuture<RecordMetadata> sent,
      @Nullable RecordMetadata metadata,
      @Nullable Exception failure) {
    if (failure != null) {
      sent.completeExceptionally(failure);
    } else {
      sent.complete(metadata);
    }
  }

  private ProducerRecord<String, byte[]> copy(ProducerRecord<String, byte[]> record) {
    byte[] value = record.value();
    if (value != null && faults.has(Bug.NEW_IDS_FOR_REPETITIONS)) {
      value = renamed(new String(value, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
    return new ProducerRecord<>(
        record.topic(),
        record.partition(),
        record.timestamp(),
        record.key(),
        value,
        record.headers());
  }

  private static String renamed(String json) {
    int at = json.indexOf(EVENT_ID);
    if (at < 0) {
      return json;
    }
    int from = at + EVENT_ID.length();
    char other = json.charAt(from) == '0' ? '1' : '0';
    return json.substring(0, from) + other + json.substring(from + 1);
  }
}
