package dev.crow.analytics.usage;

import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPage;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectStore;
import dev.crow.objectstore.ObjectSummary;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Measures once a day what each organization keeps in the object store. */
final class StorageMeter {

  private static final Logger log = LoggerFactory.getLogger(StorageMeter.class);

  private final JdbcClient jdbc;
  private final ObjectStore objects;
  private final Journal journal;
  private final TransactionTemplate transaction;
  private final List<String> areas;
  private final Clock clock;

  StorageMeter(
      JdbcClient jdbc,
      ObjectStore objects,
      Journal journal,
      TransactionTemplate transaction,
      List<String> areas,
      Clock clock) {
    this.jdbc = jdbc;
    this.objects = objects;
    this.journal = journal;
    this.transaction = transaction;
    this.areas = areas;
    this.clock = clock;
  }

  /** The trouble of one organization does not keep the others waiting. */
  void measure() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (String organization : unmeasured(today)) {
      try {
        measure(organization, today, now);
      } catch (RuntimeException e) {
        log.warn("The storage of organization {} is measured later", organization, e);
      }
    }
  }

  private List<String> unmeasured(LocalDate day) {
    return jdbc.sql(
            """
            SELECT org_id FROM customers c WHERE NOT EXISTS (
              SELECT 1 FROM usage_entries e WHERE e.org_id = c.org_id AND e.id = ?)
            """)
        .param(id(day))
        .query(String.class)
        .list();
  }

  private void measure(String organization, LocalDate day, Instant now) {
    long bytes = 0;
    for (String area : areas) {
      bytes += bytes(ObjectPrefix.of(area, organization));
    }
    Use use =
        new Use(id(day), "storage.measured", "object-store", Metered.STORAGE, bytes, now, null);
    transaction.executeWithoutResult(_ -> journal.enter(organization, List.of(use)));
  }

  private static String id(LocalDate day) {
    return "storage:" + day;
  }

  private long bytes(ObjectPrefix prefix) {
    long bytes = 0;
    @Nullable ObjectKey last = null;
    ObjectPage page;
    do {
      page = objects.list(prefix, last, ObjectStore.LONGEST_PAGE);
      for (ObjectSummary object : page.objects()) {
        bytes += object.size();
        last = object.key();
      }
    } while (page.more());
    return bytes;
  }
}
