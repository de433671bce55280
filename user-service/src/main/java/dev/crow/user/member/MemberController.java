package dev.crow.user.member;

import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.security.RequiresPermission;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import dev.crow.web.SignedCursors;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Members of the caller's organization. */
@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "Users")
class MemberController {

  private static final int MAX_LIMIT = 100;
  private static final int SHORTEST_SEARCH = 2;
  private static final int LONGEST_SEARCH = 254;
  private static final int MOST_FOUND = 20;

  private final MemberStore store;
  private final Members members;
  private final Team team;
  private final SignedCursors cursors;

  MemberController(MemberStore store, Members members, Team team, SignedCursors memberCursors) {
    this.store = store;
    this.members = members;
    this.team = team;
    this.cursors = memberCursors;
  }

  @GetMapping
  @RequiresPermission(Permissions.ORGANIZATION_READ)
  @Operation(summary = "List members; addresses and roles are for those who manage the team")
  Page list(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "nextCursor of the page before") @RequestParam(required = false)
          @Nullable String cursor,
      @Parameter(description = "1 to 100") @RequestParam(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "The limit must be from 1 to " + MAX_LIMIT + ".")
          .field("limit");
    }
    String organization = caller.organizationId();
    String after = cursor == null ? "" : cursors.read(organization, cursor);
    List<Member> found = store.page(organization, after, limit + 1);
    List<Member> page = found.subList(0, Math.min(limit, found.size()));
    return new Page(
        page.stream().map(member -> view(caller, member)).toList(),
        found.size() > limit ? cursors.write(organization, page.getLast().id()) : null);
  }

  @GetMapping("/{id}")
  @RequiresPermission(Permissions.ORGANIZATION_READ)
  @Operation(summary = "One member")
  MemberView one(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return view(caller, members.require(caller.organizationId(), id));
  }

  @GetMapping("/search-email")
  @RequiresPermission(Permissions.TEAM_MANAGE)
  @Operation(summary = "Members whose e-mail address contains a text, at most 20")
  Found search(
      @AuthenticationPrincipal Caller caller,
      @Parameter(description = "2 to 254 characters") @RequestParam String q) {
    String part = q.strip().toLowerCase(Locale.ROOT);
    if (part.length() < SHORTEST_SEARCH || part.length() > LONGEST_SEARCH) {
      throw new ApiException(
              ErrorCode.INVALID_PARAMETER, "Search for a text of 2 to 254 characters.")
          .field("q");
    }
    return new Found(
        store.withEmailContaining(caller.organizationId(), part, MOST_FOUND).stream()
            .map(member -> view(caller, member))
            .toList());
  }

  @DeleteMapping("/{id}")
  @RequiresPermission(Permissions.TEAM_MANAGE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a member; owners are removed by owners")
  void remove(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    if (!team.remove(caller, id)) {
      throw new ApiException(ErrorCode.FORBIDDEN, "Only an owner removes an owner.");
    }
  }

  private static MemberView view(Caller caller, Member member) {
    return MemberView.of(member, caller.may(Permissions.TEAM_MANAGE));
  }

  /**
   * @param items at most the limit, in order of joining
   * @param nextCursor for the next page; null on the last
   */
  record Page(List<MemberView> items, @Nullable String nextCursor) {}

  /**
   * @param items in order of address
   */
  record Found(List<MemberView> items) {}
}
