package dev.crow.webingest.session;

import dev.crow.contracts.Topics;
import dev.crow.contracts.interaction.v1.SessionSettled;
import dev.crow.contracts.web.v1.SessionClosed;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.TransientFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings word of settled sessions into the log the sessions live in. Word that is brought twice is
 * heard once.
 */
final class PassingOnSettlements implements EventHandler<SessionSettled> {

  private final Producer<String, byte[]> producer;
  private final JsonMapper json;

  PassingOnSettlements(Producer<String, byte[]> producer, JsonMapper json) {
    this.producer = producer;
    this.json = json;
  }

  @Override
  public void handle(List<Event<SessionSettled>> events) {
    try {
      List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
      for (Event<SessionSettled> event : events) {
        event.requireOrganization(event.payload().organizationId());
        if (SessionClosed.SOURCE_WEB.equals(event.payload().source())) {
          sent.add(producer.send(record(event.payload())));
        }
      }
      for (Future<RecordMetadata> one : sent) {
        var _ = one.get();
      }
    } catch (KafkaException | ExecutionException e) {
      throw new TransientFailure("The broker is away: " + e.getClass().getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("Stopped before the word was passed on", e);
    }
  }

  private ProducerRecord<String, byte[]> record(SessionSettled settled) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            Topics.WEB_EVENTS,
            settled.organizationId() + "|" + settled.sessionId(),
            json.writeValueAsBytes(settled));
    SettledMark.putOn(record.headers());
    return record;
  }
}
