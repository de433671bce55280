package dev.crow.webingest.session;

import dev.crow.contracts.Services;
import dev.crow.contracts.Topics;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportDelivered;
import dev.crow.contracts.identity.v1.IdentityEvent.ExportOrdered;
import dev.crow.contracts.identity.v1.IdentityEvent.Scope;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.EventPublishException;
import dev.crow.events.EventPublisher;
import dev.crow.events.TransientFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passes orders to erase on to the sessions, as a mark in every partition of {@code web-events}.
 * The answer comes from there, once all partitions have obeyed. Marks that are sent again after a
 * crash find nothing more to erase and lead to the same answer.
 */
final class HandlingErasures implements EventHandler<IdentityEvent> {

  private final Producer<String, byte[]> producer;
  private final EventPublisher publisher;
  private final TopicRetention retention;
  private final ErasesBesideSessions beside;
  private final JsonMapper json;
  private final Clock clock;

  HandlingErasures(
      Producer<String, byte[]> producer,
      EventPublisher publisher,
      TopicRetention retention,
      ErasesBesideSessions beside,
      JsonMapper json,
      Clock clock) {
    this.producer = producer;
    this.publisher = publisher;
    this.retention = retention;
    this.beside = beside;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public void handle(List<Event<IdentityEvent>> events) {
    try {
      for (Event<IdentityEvent> event : events) {
        handle(event);
      }
    } catch (DataAccessException e) {
      throw new TransientFailure("The database is away: " + e.getClass().getSimpleName(), e);
    } catch (KafkaException | EventPublishException | ExecutionException e) {
      throw new TransientFailure("The broker is away: " + e.getClass().getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFailure("Stopped before the order was passed on", e);
    }
  }

  private void handle(Event<IdentityEvent> event) throws ExecutionException, InterruptedException {
    if (!event.organizationId().equals(event.payload().organizationId())) {
      throw new IllegalArgumentException("The envelope names another organization");
    }
    if (event.payload() instanceof ErasureOrdered order) {
      beside.erase(order);
      if (order.scope() == Scope.USER) {
        answer(event, nothing(order));
      } else {
        mark(event.id(), order);
      }
    } else if (event.payload() instanceof ExportOrdered order) {
      // Sessions that go on are handed over as interactions, at most one gap later.
      answer(
          event,
          new ExportDelivered(
              order.organizationId(),
              order.exportId(),
              Services.WEB_INGEST,
              List.of(),
              clock.instant()));
    }
  }

  private ErasureDone nothing(ErasureOrdered order) {
    return new ErasureDone(
        order.organizationId(),
        order.erasureId(),
        Services.WEB_INGEST,
        Map.of("sessions", 0L),
        clock.instant());
  }

  private void mark(String orderId, ErasureOrdered order)
      throws ExecutionException, InterruptedException {
    List<PartitionInfo> partitions = producer.partitionsFor(Topics.WEB_EVENTS);
    Map<String, Instant> remains = retention.lastDates(clock.instant());
    byte[] mark =
        json.writeValueAsBytes(
            new ErasureMark(
                orderId,
                order.organizationId(),
                order.erasureId(),
                order.scope(),
                order.subjectId(),
                partitions.size(),
                remains));
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (PartitionInfo partition : partitions) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  Topics.WEB_EVENTS, partition.partition(), ErasureMark.KEY, mark)));
    }
    for (Future<RecordMetadata> one : sent) {
      var _ = one.get();
    }
  }

  /** The answer's id follows from the order's, so however often it is sent, it is one answer. */
  private void answer(Event<IdentityEvent> order, IdentityEvent answer) {
    publisher.publish(
        Topics.IDENTITY_EVENTS,
        List.of(
            new Event<>(
                order.id() + ":" + Services.WEB_INGEST,
                order.organizationId(),
                order.organizationId(),
                answer)));
  }
}
