package dev.crow.analytics.exports;

import dev.crow.analytics.report.RowFile;
import dev.crow.analytics.report.RowFiles;
import dev.crow.exporting.ExportParts;
import dev.crow.objectstore.ObjectDescription;
import dev.crow.objectstore.ObjectKey;
import dev.crow.objectstore.ObjectPrefix;
import dev.crow.objectstore.ObjectReading;
import dev.crow.objectstore.ObjectStore;
import dev.crow.relational.UuidV7;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Makes files of parts. One whose maker died is made anew by whoever finds it. */
final class Rendering {

  private static final Logger log = LoggerFactory.getLogger(Rendering.class);

  private final ExportStore store;
  private final Exports exports;
  private final Endings endings;
  private final RowFiles files;
  private final ObjectStore objects;
  private final TransactionTemplate transaction;
  private final JsonMapper json;
  private final ExportProperties properties;
  private final Clock clock;

  Rendering(
      ExportStore store,
      Exports exports,
      Endings endings,
      RowFiles files,
      ObjectStore objects,
      TransactionTemplate transaction,
      JsonMapper json,
      ExportProperties properties,
      Clock clock) {
    this.store = store;
    this.exports = exports;
    this.endings = endings;
    this.files = files;
    this.objects = objects;
    this.transaction = transaction;
    this.json = json;
    this.properties = properties;
    this.clock = clock;
  }

  /** False if there was nothing to do. */
  boolean next() {
    String owner = UuidV7.next();
    Optional<Export> claimed =
        store.claim(owner, clock.instant(), clock.instant().plus(properties.lease()));
    claimed.ifPresent(export -> work(export, owner));
    return claimed.isPresent();
  }

  private void work(Export export, String owner) {
    try {
      make(export, owner);
    } catch (Stopped _) {
      log.info("Export {} is not wanted any more, or made by somebody else", export.id());
    } catch (IOException | RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        // The service stops. Whoever takes it up begins anew.
        store.handOver(export, owner, clock.instant());
        return;
      }
      log.warn("Export {} failed at attempt {}", export.id(), export.attempts(), e);
      if (export.attempts() >= properties.attempts()) {
        transaction.executeWithoutResult(
            _ -> endings.failed(export, "The file could not be made. Ask for it again."));
        exports.removeObjects(export);
      }
    }
  }

  private void make(Export export, String owner) throws IOException {
    Path file = Files.createTempFile("crow-export-", "." + export.wanted().format().word());
    try {
      write(export, owner, file);
      deliver(export, owner, file);
    } finally {
      Files.delete(file);
    }
  }

  private void write(Export export, String owner, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        RowFile rows = files.begin(export.wanted(), out)) {
      for (String part : store.parts(export)) {
        read(export, part, rows);
        keep(export, owner);
      }
      rows.end();
    }
  }

  private void read(Export export, String part, RowFile rows) throws IOException {
    ObjectKey key = ExportParts.key(export.organizationId(), export.id(), part);
    try (ObjectReading reading =
            objects
                .read(key, null)
                .orElseThrow(() -> new IOException("A part of the export is gone"));
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(reading.bytes()), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rows.add(json.readTree(line));
      }
    }
  }

  private void keep(Export export, String owner) {
    if (!store.keep(export, owner, clock.instant().plus(properties.lease()))) {
      throw new Stopped();
    }
  }

  private void deliver(Export export, String owner, Path file) throws IOException {
    String name = FileNames.of(export);
    ObjectKey key = ObjectKey.of(ExportParts.AREA, export.organizationId(), export.id(), name);
    keep(export, owner);
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      objects.write(
          key, new ObjectDescription(export.wanted().format().contentType(), Map.of()), bytes);
    }
    long size = Files.size(file);
    boolean ready =
        Objects.requireNonNull(transaction.execute(_ -> endings.ready(export, owner, name, size)));
    if (!ready) {
      removeUnwanted(export, key);
      throw new Stopped();
    }
    objects.deleteAll(
        ObjectPrefix.of(ExportParts.AREA, export.organizationId(), export.id(), ExportParts.PARTS));
  }

  /** Whoever took it over makes the same file, which is not to be removed. */
  private void removeUnwanted(Export export, ObjectKey key) {
    boolean wanted =
        store
            .find(export.organizationId(), export.id())
            .filter(now -> now.state().isOpen() || now.state() == State.READY)
            .isPresent();
    if (!wanted) {
      objects.delete(key);
    }
  }

  /** The export was cancelled, deleted, or taken over. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }
}
