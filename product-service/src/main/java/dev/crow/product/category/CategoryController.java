package dev.crow.product.category;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.EntityTags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's categories. */
@RestController
@RequestMapping("/api/v1/products/categories")
@RequiresPermission(Permissions.PRODUCTS_MANAGE)
@Tag(name = "Categories")
class CategoryController {

  private final Categories categories;

  CategoryController(Categories categories) {
    this.categories = categories;
  }

  @GetMapping
  @Operation(summary = "All categories, in the order of their paths")
  CategoryList all(@AuthenticationPrincipal Caller caller) {
    CategoryTree tree = categories.tree(caller.organizationId());
    return new CategoryList(
        tree.all().stream()
            .map(category -> view(category, tree))
            .sorted(Comparator.comparing(CategoryView::path))
            .toList());
  }

  @GetMapping("/{id}")
  @Operation(summary = "One category")
  ResponseEntity<CategoryView> one(
      @AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return answer(HttpStatus.OK, caller, categories.require(caller.organizationId(), id));
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Add a category")
  ResponseEntity<CategoryView> create(
      @AuthenticationPrincipal Caller caller, @Valid @RequestBody CategoryContent content) {
    return answer(HttpStatus.CREATED, caller, categories.create(caller.organizationId(), content));
  }

  @PutMapping("/{id}")
  @Operation(summary = "Rename or move a category; with If-Match only if nobody else did meanwhile")
  ResponseEntity<CategoryView> change(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Valid @RequestBody CategoryContent content) {
    return answer(
        HttpStatus.OK, caller, categories.change(caller.organizationId(), id, ifMatch, content));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove an empty category")
  void delete(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    categories.delete(caller.organizationId(), id, ifMatch);
  }

  private ResponseEntity<CategoryView> answer(HttpStatus status, Caller caller, Category category) {
    return ResponseEntity.status(status)
        .eTag(EntityTags.of(category.version()))
        .body(view(category, categories.tree(caller.organizationId())));
  }

  private static CategoryView view(Category category, CategoryTree tree) {
    return new CategoryView(category, tree.path(category.id()).orElse(category.name()));
  }

  /**
   * @param items in the order of their paths
   */
  record CategoryList(List<CategoryView> items) {}

  /**
   * @param category the category
   * @param path names from the widest to this one, such as {@code Tea > Green}
   */
  record CategoryView(@JsonUnwrapped Category category, String path) {}
}
