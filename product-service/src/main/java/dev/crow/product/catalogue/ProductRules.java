package dev.crow.product.catalogue;

import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has to hold for a product, whoever describes it. */
public final class ProductRules {

  private static final int LARGEST = 64 * 1024;

  private final Validator validator;
  private final Set<String> currencies =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  ProductRules(Validator validator) {
    this.validator = validator;
  }

  /**
   * @param content of a product
   * @return what is wrong, field by field in a fixed order; empty if nothing is
   */
  public List<Violation> check(ProductContent content) {
    List<Violation> found = new ArrayList<>();
    validator.validate(content).stream()
        .map(v -> new Violation(path(v.getPropertyPath().toString()), v.getMessage()))
        .sorted(Comparator.comparing(Violation::field))
        .forEach(found::add);
    if (found.isEmpty()) {
      checkMoney(content, found);
      checkGtin("gtin", content.gtin(), found);
      checkVariants(content.variants(), found);
      checkSize(content, found);
    }
    return found;
  }

  /** Without the validator's own words for parts of lists and maps. */
  private static String path(String validators) {
    return validators.replaceAll("\\.<[a-z ]+>|<[KV]>", "");
  }

  /** Throws what is wrong as the answer to a request. */
  void require(ProductContent content) {
    List<Violation> wrong = check(content);
    if (!wrong.isEmpty()) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "A field of the product is not valid.")
          .field(wrong.getFirst().field())
          .with("errors", wrong);
    }
  }

  private void checkMoney(ProductContent content, List<Violation> found) {
    String currency = content.currency();
    boolean priced =
        content.price() != null
            || content.listPrice() != null
            || content.variants().stream().anyMatch(variant -> variant.price() != null);
    if (currency == null) {
      if (priced) {
        found.add(new Violation("currency", "is needed with a price"));
      }
    } else if (!currencies.contains(currency)) {
      found.add(new Violation("currency", "must be an ISO 4217 code of a currency in use"));
    }
  }

  private static void checkVariants(List<Variant> variants, List<Violation> found) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < variants.size(); i++) {
      String path = "variants[" + i + "].";
      if (!ids.add(variants.get(i).id())) {
        found.add(new Violation(path + "id", "is used by another variant already"));
      }
      checkGtin(path + "gtin", variants.get(i).gtin(), found);
    }
  }

  /** GS1's check digit: weights 3 and 1 from the right. */
  private static void checkGtin(String field, @Nullable String gtin, List<Violation> found) {
    if (gtin == null) {
      return;
    }
    int sum = 0;
    for (int i = 0; i < gtin.length(); i++) {
      int fromRight = gtin.length() - 1 - i;
      sum += (gtin.charAt(i) - '0') * (fromRight % 2 == 0 ? 1 : 3);
    }
    if (sum % 10 != 0) {
      found.add(new Violation(field, "has a wrong check digit"));
    }
  }

  private static void checkSize(ProductContent content, List<Violation> found) {
    int attributes =
        content.attributes().entrySet().stream()
            .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
            .sum();
    int images = content.images().stream().mapToInt(String::length).sum();
    if (attributes + images + content.variants().toString().length() > LARGEST) {
      found.add(
          new Violation("variants", "take more than 64 KB together with attributes and images"));
    }
  }
}
