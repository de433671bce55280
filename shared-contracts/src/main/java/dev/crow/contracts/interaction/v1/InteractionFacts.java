package dev.crow.contracts.interaction.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be counted of an interaction: facts in place of sentences, so that nobody who adds them
 * up has to read words or ask back. All texts are the visitor's or the brand's own, cleaned and
 * cut; lists hold the first so many that there were.
 *
 * @param outcome how it ended, such as {@code purchased}, {@code abandoned_cart} or {@code bounced}
 * @param tags short marks such as {@code rage-click}
 * @param visitor who came, and how
 * @param pages every view of a page, in order; at most 200, and the last one always
 * @param products products involved, in order of first mention; at most 50
 * @param searches in order; at most 20
 * @param troubles what went wrong, in order; at most 30
 * @param steps of the way to an order that were reached: product, cart, checkout, purchase
 * @param revenue what was paid, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InteractionFacts(
    String outcome,
    List<String> tags,
    Visitor visitor,
    List<Page> pages,
    List<Product> products,
    List<Search> searches,
    List<Trouble> troubles,
    List<String> steps,
    @Nullable Money revenue) {

  /** Copies the lists; absent ones become empty. */
  public InteractionFacts {
    tags = copy(tags);
    pages = copy(pages);
    products = copy(products);
    searches = copy(searches);
    troubles = copy(troubles);
    steps = copy(steps);
  }

  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * Who came, and how.
   *
   * @param anonymousId the sender's pseudonym, or null
   * @param userId the brand's own id of a signed-in visitor, or null
   * @param device {@code mobile}, {@code tablet}, {@code desktop}, or null where nothing tells
   * @param arrival {@code direct}, {@code search}, {@code social}, {@code email}, {@code campaign}
   *     or {@code referral}
   * @param language two or three lower-case letters, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Visitor(
      @Nullable String anonymousId,
      @Nullable String userId,
      @Nullable String device,
      String arrival,
      @Nullable String language) {}

  /**
   * A view of a page.
   *
   * @param path without query and fragment
   * @param product id of the product it shows, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(String path, @Nullable String product) {}

  /**
   * A product's part in it.
   *
   * @param id the sender's
   * @param name as the sender called it, or null
   * @param roles what was done with it: {@code viewed}, {@code carted}, {@code removed}, {@code
   *     purchased} and others
   * @param price as it was shown first, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Product(
      String id, @Nullable String name, List<String> roles, @Nullable Money price) {

    /** Copies the roles. */
    public Product {
      roles = copy(roles);
    }
  }

  /**
   * A search on the brand's own pages.
   *
   * @param query in lower case
   * @param results how many there were, or null where that was not sent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Search(String query, @Nullable Integer results) {}

  /**
   * Something that went wrong.
   *
   * @param kind the tag, such as {@code rage-click} or {@code form-trouble}
   * @param path of the page it happened on, or null
   * @param what which button, form, call or measure, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Trouble(String kind, @Nullable String path, @Nullable String what) {}

  /**
   * An amount of money.
   *
   * @param minor in the currency's smallest unit, such as cents
   * @param currency ISO 4217 code, or null where none was sent; then {@code minor} is hundredths
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Money(long minor, @Nullable String currency) {}
}
