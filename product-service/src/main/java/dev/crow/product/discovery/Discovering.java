package dev.crow.product.discovery;

import dev.crow.fetch.FetchException;
import dev.crow.fetch.FetchRequest;
import dev.crow.fetch.Fetched;
import dev.crow.fetch.Fetcher;
import dev.crow.product.catalogue.Catalogue;
import dev.crow.product.catalogue.Product;
import dev.crow.product.catalogue.Violation;
import dev.crow.product.discovery.DiscoveredProducts.Judged;
import dev.crow.product.job.Counts;
import dev.crow.product.job.Job;
import dev.crow.product.job.JobProblem;
import dev.crow.product.job.JobRun;
import dev.crow.product.job.JobWork;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Reads a website, page by page; each page and the word of it are one transaction. */
final class Discovering implements JobWork {

  private static final String[] HTML = {"text/html", "application/xhtml+xml"};
  private static final int ATTEMPTS = 3;
  private static final String STEP = "pages";
  private static final Counts CREATED = new Counts(0, 1, 0, 0, 0, 0);
  private static final Counts UPDATED = new Counts(0, 0, 1, 0, 0, 0);
  private static final Counts UNCHANGED = new Counts(0, 0, 0, 1, 0, 0);
  private static final Counts SKIPPED = new Counts(0, 0, 0, 0, 1, 0);
  private static final Counts FAILED = new Counts(0, 0, 0, 0, 0, 1);

  private final Fetcher fetcher;
  private final Browser browser;
  private final PageReader pages;
  private final DiscoveredProducts products;
  private final Catalogue catalogue;
  private final TransactionTemplate transaction;
  private final DiscoveryProperties properties;
  private final JsonMapper json;
  private final Clock clock;

  Discovering(
      Fetcher fetcher,
      Browser browser,
      DiscoveredProducts products,
      Catalogue catalogue,
      TransactionTemplate transaction,
      DiscoveryProperties properties,
      JsonMapper json,
      Clock clock) {
    this.fetcher = fetcher;
    this.browser = browser;
    this.pages = new PageReader(json);
    this.products = products;
    this.catalogue = catalogue;
    this.transaction = transaction;
    this.properties = properties;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Job.Kind kind() {
    return Job.Kind.DISCOVERY;
  }

  /** From the beginning, also after an interruption: what was found before is found unchanged. */
  @Override
  public void run(JobRun run) {
    DiscoveryInput input = json.convertValue(run.job().input(), DiscoveryInput.class);
    Instant began = clock.instant();
    run.progress("robots", null, Counts.NONE);
    Visit visit = Visit.begin(URI.create(input.url()), fetcher, properties, run::requireWanted);
    run.progress("sitemaps", null, Counts.NONE);
    int asked = Objects.requireNonNullElse(input.maxPages(), properties.maxPages());
    Frontier frontier =
        new Frontier(
            visit,
            new Sitemaps(visit, properties).collect(),
            Math.min(asked, properties.maxPages()),
            browser.mostPages());
    while (frontier.hasNext()) {
      read(run, visit, frontier);
    }
    new MissingProducts(catalogue, transaction, clock).mark(run, visit.site(), frontier, began);
    run.report(visit.takeProblems());
    run.progress("done", (long) frontier.taken(), run.counts());
  }

  private void read(JobRun run, Visit visit, Frontier frontier) {
    String url = frontier.next();
    Counts counts = new Counts(1, 0, 0, 0, visit.takeSkipped(), 0);
    Page page = new Page(url, List.of(), List.of());
    try {
      Fetched answer = visit.fetch(FetchRequest.of(url).accepting(HTML));
      if (answer.ok()) {
        page = whole(url, pages.read(answer), answer, frontier);
      } else {
        frontier.gone(url, answer.status());
        visit.problem(url, "status-" + answer.status(), "The page answers with that status.");
        counts = counts.plus(FAILED);
      }
    } catch (FetchException e) {
      visit.problem(url, e.refusal().slug(), e.refusal().detail());
      counts = counts.plus(FAILED);
    }
    frontier.add(page.links());
    for (Found found : page.products()) {
      frontier.addFirst(found.url(), url);
    }
    store(run, visit, frontier, page, counts);
  }

  /** What a page says, or where that is nothing, what it says when its scripts have run. */
  private Page whole(String url, Page page, Fetched answer, Frontier frontier) {
    boolean empty =
        page.products().isEmpty() && (page.links().isEmpty() || PageUrls.looksLikeProduct(url));
    if (!empty || !frontier.mayRender()) {
      return page;
    }
    return browser.render(answer.uri()).map(pages::read).orElse(page);
  }

  private void store(JobRun run, Visit visit, Frontier frontier, Page page, Counts looked) {
    Counts before = run.counts().plus(looked);
    Found own = page.own().orElse(null);
    if (own == null) {
      run.report(visit.takeProblems());
      run.progress(STEP, frontier.total(), looked.failed() > 0 ? before : before.plus(SKIPPED));
      return;
    }
    for (int attempt = 1; ; attempt++) {
      try {
        store(run, visit, frontier, own, before);
        return;
      } catch (ConcurrencyFailureException | DuplicateKeyException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void store(JobRun run, Visit visit, Frontier frontier, Found found, Counts before) {
    String organization = run.job().organizationId();
    Judged judged = products.judge(organization, found);
    for (Violation wrong : judged.wrong()) {
      visit.problem(found.url(), "validation-failed", wrong.field() + " " + wrong.message());
    }
    List<JobProblem> problems = visit.takeProblems();
    Product known = judged.known();
    transaction.executeWithoutResult(
        _ -> {
          run.progress(STEP, frontier.total(), before.plus(outcome(judged)));
          run.report(problems);
          if (judged.write() != null) {
            catalogue.write(organization, judged.tree(), List.of(judged.write()));
          } else if (known != null) {
            catalogue.seen(organization, known.id(), clock.instant());
          }
        });
  }

  private static Counts outcome(Judged judged) {
    if (judged.write() == null) {
      return judged.known() == null ? FAILED : UNCHANGED;
    }
    return judged.known() == null ? CREATED : UPDATED;
  }
}
