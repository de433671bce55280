package dev.crow.product.discovery;

import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.Origin;
import dev.crow.product.catalogue.Product;
import dev.crow.product.category.CategoryTree;
import dev.crow.product.job.JobRun;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Marks products of a site that were found there before and are not any more: their page is gone,
 * or the sitemap does not name it and nothing else led to it.
 */
final class MissingProducts {

  private static final int PAGE = 200;

  private final Catalogue catalogue;
  private final TransactionTemplate transaction;
  private final Clock clock;

  MissingProducts(Catalogue catalogue, TransactionTemplate transaction, Clock clock) {
    this.catalogue = catalogue;
    this.transaction = transaction;
    this.clock = clock;
  }

  void mark(JobRun run, URI site, Frontier frontier, Instant began) {
    run.progress("missing", (long) frontier.taken(), run.counts());
    String organization = run.job().organizationId();
    CategoryTree tree = catalogue.categories(organization);
    List<Product> page = catalogue.after(organization, "", PAGE);
    while (!page.isEmpty()) {
      for (Product product : page) {
        if (isMissing(product, site, frontier, began)) {
          mark(organization, product, tree);
        }
      }
      page = catalogue.after(organization, page.getLast().id(), PAGE);
    }
  }

  private static boolean isMissing(Product product, URI site, Frontier frontier, Instant began) {
    String url = product.content().url();
    if (url == null || product.missingSince() != null || product.seenAt() == null) {
      return false;
    }
    return product.seenAt().isBefore(began)
        && PageUrls.sameHost(site, URI.create(url))
        && (frontier.isGone(url) || frontier.isUnlisted(url));
  }

  private void mark(String organizationId, Product product, CategoryTree tree) {
    Product to =
        new Product(
            product.id(),
            product.organizationId(),
            product.content(),
            product.origin(),
            product.kept(),
            product.drift(),
            product.seenAt(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            product.version(),
            product.createdAt(),
            product.updatedAt());
    catalogue
        .change(product, to, Origin.DISCOVERY)
        .ifPresent(
            write -> {
              try {
                transaction.executeWithoutResult(
                    _ -> catalogue.write(organizationId, tree, List.of(write)));
              } catch (OptimisticLockingFailureException _) {
                // Somebody is changing it at this moment; the next discovery looks again.
              }
            });
  }
}
