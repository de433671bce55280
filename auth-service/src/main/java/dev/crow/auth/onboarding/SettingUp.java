package dev.crow.auth.onboarding;

import dev.crow.auth.account.Account;
import dev.crow.auth.account.Accounts;
import dev.crow.auth.account.Onboarding;
import dev.crow.auth.audit.AuthEvents;
import dev.crow.auth.invitation.Inviting;
import dev.crow.contracts.identity.v1.IdentityEvent;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Takes the steps of a set-up, founds the organization, and hands over the drafts at the end. */
@Service
class SettingUp {

  private final OnboardingStore store;
  private final Accounts accounts;
  private final Inviting inviting;
  private final AuthEvents events;
  private final JsonMapper json;
  private final Clock clock;

  SettingUp(
      OnboardingStore store,
      Accounts accounts,
      Inviting inviting,
      AuthEvents events,
      JsonMapper json,
      Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.inviting = inviting;
    this.events = events;
    this.json = json;
    this.clock = clock;
  }

  OnboardingState state(Account account) {
    return store
        .find(account.organizationId(), account.id())
        .orElseGet(() -> new OnboardingState(0, json.createObjectNode(), null));
  }

  /**
   * @param draft null skips the step
   * @param version the caller's; another one means that somebody was faster
   */
  @Transactional
  OnboardingState take(
      String organizationId, String userId, Step step, @Nullable Object draft, long version) {
    Account account = founder(organizationId, userId);
    OnboardingState state = checked(account, version);
    if (state.next().filter(next -> next.compareTo(step) < 0).isPresent()) {
      throw new ApiException(ErrorCode.CONFLICT, "An earlier step comes first.")
          .with("next", state.next().orElseThrow());
    }
    if (draft == null && (!step.isSkippable() || state.drafts().hasNonNull(step.key()))) {
      throw new ApiException(ErrorCode.CONFLICT, "This step cannot be skipped.");
    }
    ObjectNode drafts = state.drafts().deepCopy();
    drafts.set(step.key(), json.valueToTree(draft));
    apply(account, draft);
    return saved(account, new OnboardingState(version, drafts, null));
  }

  private void apply(Account account, @Nullable Object draft) {
    if (draft instanceof Drafts.Profile profile) {
      if (account.onboarding() == Onboarding.FOUNDED) {
        // From the founding on the profile is user-service's.
        throw new ApiException(ErrorCode.CONFLICT, "Change your name in your profile.");
      }
      accounts.setName(account.organizationId(), account.id(), profile.name().strip());
    } else if (draft instanceof Drafts.Organization organization) {
      if (account.onboarding() == Onboarding.FOUNDED) {
        throw new ApiException(ErrorCode.CONFLICT, "The organization is founded already.");
      }
      found(account, organization);
    }
  }

  private void found(Account account, Drafts.Organization draft) {
    Instant now = clock.instant();
    String id = account.organizationId();
    String name = draft.name().strip();
    store.foundOrganization(id, name, now);
    accounts.setOnboarding(id, account.id(), Onboarding.FOUNDED);
    events.identity(
        new IdentityEvent.OrganizationFounded(id, name, draft.industry(), draft.size(), now));
    events.identity(
        new IdentityEvent.UserJoined(
            id,
            account.id(),
            account.email(),
            account.name(),
            account.role(),
            account.permissions(),
            now));
    events.done(id, AuthEvents.user(account.id()), "organization.founded", "organization:" + id);
  }

  @Transactional
  OnboardingState complete(String organizationId, String userId, long version) {
    Account account = founder(organizationId, userId);
    OnboardingState state = checked(account, version);
    if (state.next().filter(step -> !step.isSkippable()).isPresent()) {
      throw new ApiException(ErrorCode.CONFLICT, "A step is missing.")
          .with("next", state.next().orElseThrow());
    }
    if (state.drafts().hasNonNull(Step.TEAM.key())) {
      Drafts.Team team = json.treeToValue(state.drafts().get(Step.TEAM.key()), Drafts.Team.class);
      inviting.invite(organizationId, userId, team.emails(), null);
    }
    accounts.setOnboarding(organizationId, userId, Onboarding.COMPLETED);
    events.done(organizationId, AuthEvents.user(userId), "onboarding.completed", null);
    return saved(account, new OnboardingState(version, state.drafts(), clock.instant()));
  }

  private Account founder(String organizationId, String userId) {
    return accounts
        .find(organizationId, userId)
        .orElseThrow(() -> new ApiException(ErrorCode.SESSION_ENDED, "Sign in again."));
  }

  private OnboardingState checked(Account account, long version) {
    if (account.onboarding() == Onboarding.COMPLETED) {
      throw new ApiException(ErrorCode.CONFLICT, "The set-up is done.");
    }
    OnboardingState state = state(account);
    if (state.version() != version) {
      throw changed();
    }
    return state;
  }

  private OnboardingState saved(Account account, OnboardingState state) {
    if (!store.save(account.organizationId(), account.id(), state, clock.instant())) {
      throw changed();
    }
    return new OnboardingState(state.version() + 1, state.drafts(), state.completedAt());
  }

  private static ApiException changed() {
    return new ApiException(ErrorCode.PRECONDITION_FAILED, "Read it again and repeat the change.");
  }
}
