package dev.crow.events.kafka;

import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.EventHeaders;
import dev.crow.events.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchMessageListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns Kafka records into events for a handler. A record that cannot be read, or that its handler
 * cannot stomach even alone, goes to the dead letters; its neighbours are handled.
 */
final class HandlerAdapter<T> implements BatchMessageListener<String, byte[]> {

  private static final Logger log = LoggerFactory.getLogger(HandlerAdapter.class);
  private static final int TRIES_ALONE = 3;

  private final String topic;
  private final Class<T> type;
  private final EventHandler<T> handler;
  private final DeadLetters deadLetters;
  private final JsonMapper json;

  HandlerAdapter(
      String topic,
      Class<T> type,
      EventHandler<T> handler,
      DeadLetters deadLetters,
      JsonMapper json) {
    this.topic = topic;
    this.type = type;
    this.handler = handler;
    this.deadLetters = deadLetters;
    this.json = json;
  }

  @Override
  public void onMessage(List<ConsumerRecord<String, byte[]>> records) {
    List<Decoded<T>> decoded = new ArrayList<>(records.size());
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        decoded.add(new Decoded<>(record, eventOf(record)));
      } catch (UnreadableException e) {
        deadLetters.send(record, e.reason);
      }
    }
    if (!decoded.isEmpty()) {
      handle(decoded);
    }
  }

  private void handle(List<Decoded<T>> decoded) {
    try {
      handler.handle(decoded.stream().map(Decoded::event).toList());
    } catch (TransientFailure e) {
      throw e;
    } catch (RuntimeException e) {
      log.warn(
          "Handling {} records of {} failed; trying them one by one", decoded.size(), topic, e);
      decoded.forEach(this::handleAlone);
    }
  }

  private void handleAlone(Decoded<T> one) {
    for (int attempt = 1; ; attempt++) {
      try {
        handler.handle(List.of(one.event));
        return;
      } catch (TransientFailure e) {
        throw e;
      } catch (RuntimeException e) {
        if (attempt == TRIES_ALONE) {
          log.error("A record of {} cannot be handled and goes to the dead letters", topic, e);
          deadLetters.send(one.record, "handler: " + e.getClass().getSimpleName());
          return;
        }
      }
    }
  }

  private Event<T> eventOf(ConsumerRecord<String, byte[]> record) throws UnreadableException {
    String id = header(record, EventHeaders.ID);
    String organization = header(record, EventHeaders.ORGANIZATION);
    if (id == null || organization == null || record.value() == null) {
      throw new UnreadableException("envelope: id, organization or value is missing");
    }
    try {
      T payload = json.readValue(record.value(), type);
      if (payload == null) {
        throw new UnreadableException("payload: null");
      }
      return new Event<>(id, organization, record.key(), payload);
    } catch (JacksonException e) {
      throw new UnreadableException("payload: " + e.getClass().getSimpleName());
    }
  }

  private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private record Decoded<T>(ConsumerRecord<String, byte[]> record, Event<T> event) {}

  private static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    UnreadableException(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
