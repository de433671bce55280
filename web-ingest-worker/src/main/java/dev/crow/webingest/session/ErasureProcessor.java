package dev.crow.webingest.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crow.contracts.Services;
import dev.crow.contracts.identity.v1.IdentityEvent.ErasureDone;
import dev.crow.events.EventHeaders;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Waits until every partition has told what it erased, wherever each is worked on, and then gives
 * the one answer. A part that comes twice counts once; a completed answer is forgotten, so a
 * repeated order is counted afresh.
 */
final class ErasureProcessor implements Processor<String, byte[], String, byte[]> {

  static final String ANSWERS = "session-erasure-answers";

  private static final TypeReference<Map<Integer, ErasedPart>> PARTS = new TypeReference<>() {};

  private final JsonMapper json;
  private @Nullable ProcessorContext<String, byte[]> context;
  private @Nullable KeyValueStore<String, byte[]> answers;

  ErasureProcessor(JsonMapper json) {
    this.json = json;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> processorContext) {
    context = processorContext;
    answers = processorContext.getStateStore(ANSWERS);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    ErasedPart part = json.readValue(record.value(), ErasedPart.class);
    KeyValueStore<String, byte[]> store = Objects.requireNonNull(answers, "not initialised");
    byte[] before = store.get(record.key());
    Map<Integer, ErasedPart> parts =
        before == null ? new HashMap<>() : json.readValue(before, PARTS);
    // A mark that was sent twice finds nothing the second time.
    parts.merge(part.partition(), part, ErasedPart::larger);
    if (parts.size() < part.mark().partitions()) {
      store.put(record.key(), json.writeValueAsBytes(parts));
      return;
    }
    store.delete(record.key());
    answer(part.mark(), parts.values(), record.timestamp());
  }

  private void answer(ErasureMark mark, Collection<ErasedPart> parts, long now) {
    ErasureDone done =
        new ErasureDone(
            mark.organizationId(),
            mark.erasureId(),
            Services.WEB_INGEST,
            Map.of(
                "sessions", parts.stream().mapToLong(ErasedPart::sessions).sum(),
                "events", parts.stream().mapToLong(ErasedPart::events).sum()),
            mark.remains(),
            Instant.ofEpochMilli(now));
    RecordHeaders headers = new RecordHeaders();
    headers.add(EventHeaders.ID, (mark.orderId() + ":" + Services.WEB_INGEST).getBytes(UTF_8));
    headers.add(EventHeaders.ORGANIZATION, mark.organizationId().getBytes(UTF_8));
    Objects.requireNonNull(context, "not initialised")
        .forward(new Record<>(mark.organizationId(), json.writeValueAsBytes(done), now, headers));
  }
}
