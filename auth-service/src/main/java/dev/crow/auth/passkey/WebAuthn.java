package dev.crow.auth.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.CollectedClientDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Verifies what authenticators send, with webauthn4j. Attestations are neither asked for nor
 * believed: any authenticator may be used.
 */
@Component
class WebAuthn {

  /** ES256, EdDSA and RS256: what phones, keys and Windows use. */
  static final List<Long> ALGORITHMS = List.of(-7L, -8L, -257L);

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final ObjectConverter converter = new ObjectConverter();
  private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
  private final AttestedCredentialDataConverter attested =
      new AttestedCredentialDataConverter(converter);
  private final CollectedClientDataConverter clientData =
      new CollectedClientDataConverter(converter);
  private final String domain;
  private final Set<Origin> origins;
  private final List<PublicKeyCredentialParameters> algorithms;

  WebAuthn(PasskeyProperties properties) {
    this.domain = properties.relyingPartyId();
    this.origins =
        properties.origins().stream()
            .map(origin -> new Origin(origin.toString()))
            .collect(Collectors.toUnmodifiableSet());
    this.algorithms =
        ALGORITHMS.stream()
            .map(
                id ->
                    new PublicKeyCredentialParameters(
                        PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(id)))
            .toList();
  }

  /**
   * @param clientDataJson as the browser sent it
   * @return the challenge it says to have answered, base64url
   * @throws Rejected if there is none
   */
  String challengeOf(String clientDataJson) {
    return understood(
        () -> ENCODER.encodeToString(parsed(clientDataJson).getChallenge().getValue()));
  }

  /**
   * @param challenge the one that was issued
   * @throws Rejected for anything but a new credential of an authenticator that recognized a person
   */
  Made verify(NewCredential credential, String challenge) {
    return understood(
        () -> {
          requireKey(credential.type());
          NewCredential.Response response = credential.response();
          requireOwnPage(response.clientDataJSON());
          RegistrationData data =
              manager.verify(
                  new RegistrationRequest(
                      bytes(response.attestationObject()), bytes(response.clientDataJSON())),
                  new RegistrationParameters(server(challenge), algorithms, true, true));
          AuthenticatorData<?> authenticator =
              Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
          AttestedCredentialData key =
              Objects.requireNonNull(authenticator.getAttestedCredentialData());
          String id = ENCODER.encodeToString(key.getCredentialId());
          if (!id.equals(credential.id())) {
            throw new IllegalArgumentException("Two credentials are named");
          }
          return new Made(
              id,
              ENCODER.encodeToString(attested.convert(key)),
              authenticator.getSignCount(),
              authenticator.isFlagBE(),
              authenticator.isFlagBS());
        });
  }

  /**
   * @param challenge the one that was issued
   * @param recognized whether the authenticator has to have recognized the person
   * @throws CounterRegressed if the signature is right and older than the last one
   * @throws Rejected for anything else but a right signature
   */
  Used verify(Passkey passkey, Assertion assertion, String challenge, boolean recognized) {
    return understood(
        () -> {
          requireKey(assertion.type());
          Assertion.Response response = assertion.response();
          requireOwnPage(response.clientDataJSON());
          AuthenticationData data =
              manager.verify(
                  new AuthenticationRequest(
                      bytes(assertion.id()),
                      bytes(response.authenticatorData()),
                      bytes(response.clientDataJSON()),
                      bytes(response.signature())),
                  new AuthenticationParameters(
                      server(challenge), recordOf(passkey), null, recognized, true));
          AuthenticatorData<?> authenticator = Objects.requireNonNull(data.getAuthenticatorData());
          return new Used(authenticator.getSignCount(), authenticator.isFlagBS());
        });
  }

  private CredentialRecordImpl recordOf(Passkey passkey) {
    return new CredentialRecordImpl(
        new NoneAttestationStatement(),
        true,
        passkey.backupEligible(),
        passkey.backedUp(),
        passkey.signCount(),
        attested.convert(bytes(passkey.attested())),
        null,
        null,
        null,
        null);
  }

  private ServerProperty server(String challenge) {
    return ServerProperty.builder()
        .origins(origins)
        .rpId(domain)
        .challenge(new DefaultChallenge(bytes(challenge)))
        .build();
  }

  private CollectedClientData parsed(String clientDataJson) {
    return Objects.requireNonNull(clientData.convert(bytes(clientDataJson)));
  }

  /** A page that another one shows in a frame cannot ask for a passkey here. */
  private void requireOwnPage(String clientDataJson) {
    CollectedClientData data = parsed(clientDataJson);
    if (Boolean.TRUE.equals(data.getCrossOrigin()) || data.getTopOrigin() != null) {
      throw new IllegalArgumentException("Asked from a frame");
    }
  }

  private static void requireKey(String type) {
    if (!type.equals(Descriptor.TYPE)) {
      throw new IllegalArgumentException("Not a public key");
    }
  }

  private static byte[] bytes(String base64url) {
    return Base64.getUrlDecoder().decode(base64url);
  }

  /** The reason stays inside: messages repeat what was sent. */
  private static <T> T understood(Supplier<T> work) {
    try {
      return work.get();
    } catch (MaliciousCounterValueException e) {
      throw new CounterRegressed(e);
    } catch (RuntimeException e) {
      // Not only its own: the parser lets through what Jackson and arrays throw at damaged bytes.
      throw new Rejected(e);
    }
  }

  /** A verified new credential. */
  record Made(
      String credentialId,
      String attested,
      long signCount,
      boolean backupEligible,
      boolean backedUp) {
    @Override
    public String toString() {
      return "Made[]";
    }
  }

  /** What a right signature told. */
  record Used(long signCount, boolean backedUp) {}

  /** What an authenticator sent is not right. */
  static class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Rejected(Throwable cause) {
      super("Refused: " + cause.getClass().getSimpleName(), null, false, false);
    }
  }

  /** Two authenticators hold the same key, or somebody repeats what was sent before. */
  static final class CounterRegressed extends Rejected {
    private static final long serialVersionUID = 1L;

    CounterRegressed(Throwable cause) {
      super(cause);
    }
  }
}
