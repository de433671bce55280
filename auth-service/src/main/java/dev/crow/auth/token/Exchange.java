package dev.crow.auth.token;

import dev.crow.auth.key.ApiKeys;
import dev.crow.auth.key.KeyHolder;
import dev.crow.auth.session.ActiveSession;
import dev.crow.auth.session.Sessions;
import dev.crow.contracts.Permissions;
import dev.crow.security.Caller;
import dev.crow.web.ApiException;
import dev.crow.web.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Finds out what a credential stands for. */
@Service
class Exchange {

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-f.:]{2,45}(/64)?");
  private static final Set<String> BEFORE_FOUNDING =
      Set.of(Permissions.SELF_MANAGE, Permissions.ONBOARDING_MANAGE);

  private final ApiKeys keys;
  private final ObjectProvider<Sessions> sessions;
  private final TokenProperties properties;

  Exchange(ApiKeys keys, ObjectProvider<Sessions> sessions, TokenProperties properties) {
    this.keys = keys;
    this.sessions = sessions;
    this.properties = properties;
  }

  /**
   * @throws ApiException {@code INVALID_KEY} or {@code SESSION_ENDED} for whatever is not valid,
   *     always with the same words; {@code VALIDATION_FAILED} for an address that is none
   */
  Grant of(CredentialType type, String credential) {
    return switch (type) {
      case API_KEY ->
          keys.authenticate(credential)
              .map(this::ofKey)
              .orElseThrow(
                  () -> new ApiException(ErrorCode.INVALID_KEY, "The API key is not valid."));
      case SESSION ->
          Optional.ofNullable(sessions.getIfAvailable())
              .flatMap(all -> all.authenticate(credential))
              .map(this::ofSession)
              .orElseThrow(
                  () -> new ApiException(ErrorCode.SESSION_ENDED, "The session has ended."));
      case ADDRESS -> ofAddress(credential);
    };
  }

  private Grant ofKey(KeyHolder holder) {
    return new Grant(
        holder.caller(),
        properties.lifetime(),
        holder.validUntil(),
        holder.allowedOrigins(),
        holder.dailyCap(),
        null);
  }

  private Grant ofSession(ActiveSession session) {
    Caller caller =
        new Caller(
            session.organizationId(),
            session.userId(),
            Caller.Kind.SESSION,
            session.onboarded() ? session.permissions().granted(session.role()) : BEFORE_FOUNDING,
            Map.of(
                "session", session.sessionId(),
                "role", session.role().name(),
                "chat-lookback", session.permissions().chatLookback(),
                "chat-components", String.join(",", session.permissions().chatComponents())));
    return new Grant(caller, properties.lifetime(), null, List.of(), null, session.sessionId());
  }

  private static Grant ofAddress(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new ApiException(ErrorCode.VALIDATION_FAILED, "This is not a client's address.")
          .field("credential");
    }
    Caller caller =
        new Caller(Caller.NO_ORGANIZATION, address, Caller.Kind.PUBLIC, Set.of(Permissions.PUBLIC));
    return Grant.of(caller, TokenProperties.OF_ADDRESSES);
  }
}
