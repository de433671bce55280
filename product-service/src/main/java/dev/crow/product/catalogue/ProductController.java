package dev.crow.product.catalogue;

import dev.crow.contracts.Permissions;
import dev.crow.product.category.CategoryTree;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.EntityTags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Single products of the caller's catalogue. */
@RestController
@RequestMapping("/api/v1/products")
@RequiresPermission(Permissions.PRODUCTS_MANAGE)
@Tag(name = "Products")
class ProductController {

  private final Products products;
  private final Catalogue catalogue;

  ProductController(Products products, Catalogue catalogue) {
    this.products = products;
    this.catalogue = catalogue;
  }

  @GetMapping("/{id}")
  @Operation(summary = "One product")
  ResponseEntity<ProductView> one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return answer(ResponseEntity.ok(), products.require(caller.organizationId(), id));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Add a product")
  ResponseEntity<ProductView> create(
      @AuthenticationPrincipal Caller caller, @RequestBody ProductContent content) {
    Product made = products.create(caller, content);
    return answer(ResponseEntity.created(URI.create("/api/v1/products/" + made.id())), made);
  }

  @PutMapping("/{id}")
  @Operation(summary = "Replace a product; with If-Match only if nobody changed it meanwhile")
  ResponseEntity<ProductView> replace(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ProductContent content) {
    return answer(ResponseEntity.ok(), products.replace(caller, id, ifMatch, content));
  }

  @PatchMapping("/{id}")
  @Operation(
      summary = "Change a product; with If-Match only if nobody changed it meanwhile",
      description = "A JSON merge patch: what is not named stays, null clears, lists are replaced.")
  ResponseEntity<ProductView> patch(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ProductPatch patch) {
    return answer(ResponseEntity.ok(), products.patch(caller, id, ifMatch, patch.read()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a product and its history")
  void delete(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    products.delete(caller, id, ifMatch);
  }

  private ResponseEntity<ProductView> answer(ResponseEntity.BodyBuilder answer, Product product) {
    CategoryTree tree = catalogue.categories(product.organizationId());
    return answer.eTag(EntityTags.of(product.version())).body(ProductView.of(product, tree));
  }
}
