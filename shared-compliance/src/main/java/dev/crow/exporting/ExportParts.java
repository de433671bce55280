package dev.crow.exporting;

import dev.crow.contracts.Topics;
import dev.crow.contracts.export.v1.ExportPart;
import dev.crow.contracts.export.v1.ExportPart.Refused;
import dev.crow.contracts.export.v1.ExportPart.Written;
import dev.crow.contracts.export.v1.ExportPartOrdered;
import dev.crow.events.Event;
import dev.crow.events.EventHandler;
import dev.crow.events.Inbox;
import dev.crow.events.OnceEach;
import dev.crow.events.Outbox;
import dev.crow.events.StoreAway;
import dev.crow.exporting.ExportSource.Rows;
import dev.crow.objectstore.ObjectContent;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectStoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes parts of exports, each under a name of its own: a part that is ordered or delivered twice
 * is written twice, and only the one that was told of counts.
 */
public final class ExportParts implements EventHandler<ExportPartOrdered> {

  /** Where exports are kept. */
  public static final String AREA = "exports";

  /** Folder of an export that holds its parts. */
  public static final String PARTS = "parts";

  private static final int ROWS = 2_000;
  private static final String CONTENT_TYPE = "application/gzip";

  private final Map<String, ExportSource> sources;
  private final ObjectStore objects;
  private final OnceEach<ExportPartOrdered> effects;
  private final Outbox outbox;
  private final JsonMapper json;
  private final Clock clock;

  /**
   * @param sources what this service can export
   * @param objects takes the parts
   * @param inbox the service's
   * @param transaction the same database's
   * @param outbox takes the answers
   * @param json writes the rows as the service's API does
   * @param clock dates the answers
   */
  public ExportParts(
      List<ExportSource> sources,
      ObjectStore objects,
      Inbox inbox,
      TransactionTemplate transaction,
      Outbox outbox,
      JsonMapper json,
      Clock clock) {
    this.sources =
        sources.stream().collect(Collectors.toMap(ExportSource::kind, Function.identity()));
    this.objects = objects;
    this.effects =
        new OnceEach<>(
            "export-queue",
            ExportPartOrdered::organizationId,
            inbox,
            transaction,
            new StoreAway(Set.of(ObjectStoreException.Unavailable.class)));
    this.outbox = outbox;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param organizationId whose
   * @param exportId which export
   * @param objectName as in {@link Written}
   * @return where that part is
   */
  public static ObjectKey key(String organizationId, String exportId, String objectName) {
    return ObjectKey.of(AREA, organizationId, exportId, PARTS, objectName);
  }

  @Override
  public void handle(List<Event<ExportPartOrdered>> events) {
    effects.handle(
        events,
        event -> {
          ExportSource source = sources.get(event.payload().kind());
          if (source != null) {
            write(event, source);
          }
        });
  }

  private void write(Event<ExportPartOrdered> event, ExportSource source) {
    ExportPartOrdered order = event.payload();
    Rows rows;
    try {
      rows = source.read(order, ROWS);
    } catch (IllegalArgumentException | DateTimeException e) {
      effects.once(event, () -> answer(event, refusal(order, e)));
      return;
    }
    String name = "%06d-%s.jsonl.gz".formatted(order.part(), UUID.randomUUID());
    ObjectKey key = key(order.organizationId(), order.exportId(), name);
    objects.put(key, new ObjectContent(lines(rows.rows()), CONTENT_TYPE, Map.of()));
    AtomicBoolean told = new AtomicBoolean();
    effects.once(
        event,
        () -> {
          answer(event, written(order, name, rows));
          told.set(true);
        });
    if (!told.get()) {
      objects.delete(key);
    }
  }

  private Written written(ExportPartOrdered order, String name, Rows rows) {
    return new Written(
        order.organizationId(),
        order.exportId(),
        order.part(),
        name,
        rows.rows().size(),
        rows.next(),
        rows.expected(),
        clock.instant());
  }

  private Refused refusal(ExportPartOrdered order, RuntimeException e) {
    String reason = e.getMessage();
    return new Refused(
        order.organizationId(),
        order.exportId(),
        order.part(),
        reason == null ? "There can be no such rows." : reason,
        clock.instant());
  }

  private void answer(Event<ExportPartOrdered> order, ExportPart answer) {
    outbox.add(Topics.EXPORT_PARTS, order.answeredBy("part", answer));
  }

  private byte[] lines(List<?> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bytes)) {
      for (Object row : rows) {
        packed.write(json.writeValueAsBytes(row));
        packed.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
