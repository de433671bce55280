package dev.crow.product.catalogue;

import dev.crow.product.category.CategoryTree;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.EntityTags;
import dev.crow.web.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What people do with single products. */
final class Products {

  private final Catalogue catalogue;
  private final ProductRules rules;
  private final ContentPatch patches;
  private final JsonMapper json;
  private final TransactionTemplate transaction;

  Products(
      Catalogue catalogue,
      ProductRules rules,
      ContentPatch patches,
      JsonMapper json,
      TransactionTemplate transaction) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.patches = patches;
    this.json = json;
    this.transaction = transaction;
  }

  Product require(String organizationId, String id) {
    return catalogue
        .find(organizationId, id)
        .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such product."));
  }

  Product create(Caller caller, ProductContent content) {
    String organization = caller.organizationId();
    CategoryTree tree = check(organization, content);
    Set<String> given = ContentPatch.fields(json.valueToTree(content));
    Write write = catalogue.draft(organization, content, Origin.MANUAL, given);
    store(organization, tree, write);
    return write.after();
  }

  Product replace(Caller caller, String id, @Nullable String ifMatch, ProductContent content) {
    Product before = require(caller.organizationId(), id);
    EntityTags.require(ifMatch, before.version());
    ProductContent named =
        content.externalId() == null ? content.withExternalId(before.externalId()) : content;
    return change(caller, before, named, ContentPatch.fields(json.valueToTree(named)));
  }

  Product patch(Caller caller, String id, @Nullable String ifMatch, ObjectNode patch) {
    Product before = require(caller.organizationId(), id);
    EntityTags.require(ifMatch, before.version());
    ProductContent content = patches.apply(before.content(), patch);
    return change(caller, before, content, ContentPatch.fields(patch));
  }

  void delete(Caller caller, String id, @Nullable String ifMatch) {
    String organization = caller.organizationId();
    Product product = require(organization, id);
    EntityTags.require(ifMatch, product.version());
    CategoryTree tree = catalogue.categories(organization);
    inTransaction(() -> catalogue.delete(product, tree));
  }

  /** What somebody enters by hand settles the matter: the website's opinion of it is dropped. */
  private Product change(Caller caller, Product before, ProductContent content, Set<String> given) {
    CategoryTree tree = check(before.organizationId(), content);
    Set<String> kept = new HashSet<>(before.kept());
    kept.addAll(given);
    List<Drift> drift =
        before.drift().stream().filter(one -> !given.contains(one.field())).toList();
    Product to =
        new Product(
            before.id(),
            before.organizationId(),
            content,
            before.origin(),
            kept,
            drift,
            before.seenAt(),
            before.missingSince(),
            before.version(),
            before.createdAt(),
            before.updatedAt());
    Optional<Write> write = catalogue.change(before, to, Origin.MANUAL);
    write.ifPresent(one -> store(caller.organizationId(), tree, one));
    return write.map(Write::after).orElse(before);
  }

  private CategoryTree check(String organizationId, ProductContent content) {
    rules.require(content);
    CategoryTree tree = catalogue.categories(organizationId);
    if (content.categoryId() != null && tree.path(content.categoryId()).isEmpty()) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "There is no such category.")
          .field("categoryId");
    }
    return tree;
  }

  private void store(String organizationId, CategoryTree tree, Write write) {
    inTransaction(() -> catalogue.write(organizationId, tree, List.of(write)));
  }

  private void inTransaction(Runnable work) {
    try {
      transaction.executeWithoutResult(_ -> work.run());
    } catch (DuplicateKeyException e) {
      throw new ApiException(ErrorCode.CONFLICT, "Another product has this external id.")
          .field("externalId");
    } catch (OptimisticLockingFailureException e) {
      throw new ApiException(ErrorCode.CONFLICT, "Somebody changed it meanwhile; look again.");
    }
  }
}
