package dev.crow.product.importing;

import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.ContentPatch;
import dev.crow.product.catalogue.Origin;
import dev.crow.product.catalogue.Product;
import dev.crow.product.catalogue.ProductContent;
import dev.crow.product.catalogue.ProductRules;
import dev.crow.product.catalogue.Violation;
import dev.crow.product.catalogue.Write;
import dev.crow.product.category.Categories;
import dev.crow.product.category.CategoryTree;
import dev.crow.product.job.Counts;
import dev.crow.product.job.JobProblem;
import dev.crow.product.job.JobRun;
import dev.crow.web.ApiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores some rows together, with the word of how far the import has come. */
final class ImportBatch {

  private static final int ATTEMPTS = 5;

  private final Catalogue catalogue;
  private final Categories categories;
  private final ProductRules rules;
  private final ContentPatch patches;
  private final TransactionTemplate transaction;

  ImportBatch(
      Catalogue catalogue,
      Categories categories,
      ProductRules rules,
      ContentPatch patches,
      TransactionTemplate transaction) {
    this.catalogue = catalogue;
    this.categories = categories;
    this.rules = rules;
    this.patches = patches;
    this.transaction = transaction;
  }

  /** The rows are of different products. Somebody may change one meanwhile: then once more. */
  void store(JobRun run, String step, List<ImportRow> rows) {
    // What an attempt that was rolled back counted does not count.
    Counts before = run.counts();
    for (int attempt = 1; ; attempt++) {
      Judged judged = judge(run.job().organizationId(), rows);
      Counts done = before.plus(judged.counts());
      try {
        transaction.executeWithoutResult(
            _ -> {
              run.progress(step, null, done);
              run.report(judged.problems);
              catalogue.write(run.job().organizationId(), judged.tree, judged.writes);
            });
        return;
      } catch (ConcurrencyFailureException | DuplicateKeyException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Judged judge(String organizationId, List<ImportRow> rows) {
    Set<String> paths = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (ImportRow row : rows) {
      ids.add(row.externalId());
      if (row.category() != null) {
        paths.add(row.category());
      }
    }
    Judged judged = new Judged(categories.ensure(organizationId, paths));
    Map<String, Product> known = catalogue.byExternalId(organizationId, ids);
    for (ImportRow row : rows) {
      judge(organizationId, row, known.get(row.externalId()), judged);
    }
    return judged;
  }

  private void judge(
      String organizationId, ImportRow row, @Nullable Product before, Judged judged) {
    judged.rows++;
    List<JobProblem> problems = new ArrayList<>(row.problems());
    if (row.externalId().isEmpty()) {
      problems.add(problem(row, "externalId", "is needed, or a SKU"));
    }
    if (row.category() != null) {
      Optional<String> category = judged.tree.find(row.category());
      category.ifPresentOrElse(
          id -> row.patch().put("categoryId", id),
          () -> problems.add(problem(row, "category", "is too deep, too long, or one too many")));
    }
    ProductContent content = problems.isEmpty() ? content(row, before, problems) : null;
    if (content == null || !problems.isEmpty()) {
      judged.failed++;
      judged.problems.addAll(problems);
      return;
    }
    Set<String> kept = ContentPatch.fields(row.patch());
    if (before == null) {
      judged.created++;
      judged.writes.add(catalogue.draft(organizationId, content, Origin.IMPORT, kept));
    } else {
      change(before, content, kept, judged);
    }
  }

  private void change(Product before, ProductContent content, Set<String> given, Judged judged) {
    Set<String> kept = new HashSet<>(before.kept());
    kept.addAll(given);
    Product to =
        new Product(
            before.id(),
            before.organizationId(),
            content,
            before.origin(),
            kept,
            before.drift().stream().filter(drift -> !given.contains(drift.field())).toList(),
            before.seenAt(),
            before.missingSince(),
            before.version(),
            before.createdAt(),
            before.updatedAt());
    Optional<Write> write = catalogue.change(before, to, Origin.IMPORT);
    if (write.isPresent()) {
      judged.updated++;
      judged.writes.add(write.get());
    } else {
      judged.unchanged++;
    }
  }

  private @Nullable ProductContent content(
      ImportRow row, @Nullable Product before, List<JobProblem> problems) {
    row.patch().put("externalId", row.externalId());
    try {
      ProductContent content = patches.apply(before == null ? null : before.content(), row.patch());
      for (Violation wrong : rules.check(content)) {
        problems.add(problem(row, wrong.field(), wrong.message()));
      }
      return content;
    } catch (ApiException e) {
      Object field = e.properties().getOrDefault("field", "");
      problems.add(
          new JobProblem(
              row.line(),
              String.valueOf(field),
              e.code().slug(),
              Objects.requireNonNullElse(e.getMessage(), "")));
      return null;
    }
  }

  private static JobProblem problem(ImportRow row, String field, String message) {
    return new JobProblem(row.line(), field, "validation-failed", message);
  }

  /** What comes of some rows. */
  private static final class Judged {

    private final CategoryTree tree;
    private final List<Write> writes = new ArrayList<>();
    private final List<JobProblem> problems = new ArrayList<>();
    private long rows;
    private long created;
    private long updated;
    private long unchanged;
    private long failed;

    Judged(CategoryTree tree) {
      this.tree = tree;
    }

    Counts counts() {
      return new Counts(rows, created, updated, unchanged, 0, failed);
    }
  }
}
