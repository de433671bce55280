package dev.crow.product.importing;

import dev.crow.objectstore.ObjectReading;
import dev.crow.product.job.Counts;
import dev.crow.product.job.Job;
import dev.crow.product.job.JobFailure;
import dev.crow.product.job.JobRun;
import dev.crow.product.job.JobWork;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Works off a file, batch by batch; each batch and the word of it are one transaction, so an import
 * that was cut short goes on with the next row.
 */
final class Importing implements JobWork {

  /** About as much text as one parameter of a statement may hold in the cloud's database. */
  private static final int MOST_TEXT = 512 * 1024;

  private static final String STEP = "importing";

  private final ImportFiles files;
  private final ImportBatch batches;
  private final ImportProperties properties;
  private final JsonMapper json;

  Importing(ImportFiles files, ImportBatch batches, ImportProperties properties, JsonMapper json) {
    this.files = files;
    this.batches = batches;
    this.properties = properties;
    this.json = json;
  }

  @Override
  public Job.Kind kind() {
    return Job.Kind.IMPORT;
  }

  @Override
  public void run(JobRun run) {
    Job job = run.job();
    ImportInput input = json.convertValue(job.input(), ImportInput.class);
    try (ObjectReading file =
            files
                .read(job.organizationId(), job.id())
                .orElseThrow(() -> new JobFailure("file-gone", "The file is not there any more."));
        Reader text = new InputStreamReader(file.bytes(), StandardCharsets.UTF_8.newDecoder())) {
      importAll(run, source(input, text));
    } catch (IOException e) {
      throw unreadable(e);
    } catch (UncheckedIOException e) {
      throw unreadable(Objects.requireNonNull(e.getCause()));
    } catch (JacksonException e) {
      throw e.getCause() instanceof IOException cause ? unreadable(cause) : e;
    }
  }

  private static RuntimeException unreadable(IOException e) {
    return e instanceof CharacterCodingException
        ? new JobFailure("invalid-encoding", "The file is not text in UTF-8.")
        : new UncheckedIOException(e);
  }

  private RowSource source(ImportInput input, Reader text) {
    return switch (input.format()) {
      case CSV -> new CsvRows(text, input.currency(), json);
      case JSON, JSON_LINES -> new JsonRows(text, input.currency(), json);
    };
  }

  private void importAll(JobRun run, RowSource source) {
    run.report(source.remarks());
    for (long skipped = 0; skipped < run.job().counts().processed(); skipped++) {
      if (source.next().isEmpty()) {
        break;
      }
    }
    List<ImportRow> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int text = 0;
    Optional<ImportRow> next = source.next();
    while (next.isPresent()) {
      ImportRow row = next.get();
      boolean again = !row.externalId().isEmpty() && !ids.add(row.externalId());
      if (again || rows.size() == properties.batch() || text > MOST_TEXT) {
        batches.store(run, STEP, rows);
        rows.clear();
        ids.clear();
        ids.add(row.externalId());
        text = 0;
      }
      rows.add(row);
      text += row.patch().toString().length();
      next = source.next();
    }
    if (!rows.isEmpty()) {
      batches.store(run, STEP, rows);
    }
    Counts counts = run.counts();
    if (counts.processed() == 0) {
      throw new JobFailure("empty-file", "The file holds no products.");
    }
    run.progress("done", counts.processed(), counts);
  }

  @Override
  public void ended(Job job) {
    files.delete(job.organizationId(), job.id());
  }
}
