package dev.crow.security;

import java.time.Duration;

/**
 * The format of the token services show each other: a JWS signed with Ed25519, whose header holds
 * {@code alg}, {@code typ} and {@code kid} and nothing else. It never leaves the suite.
 */
public final class InternalTokens {

  /** The only accepted {@code alg}; the keys behind it are Ed25519. */
  public static final String ALGORITHM = "EdDSA";

  /** The {@code typ} header; keeps any other JWT from being taken for an internal token. */
  public static final String TYPE = "crow-int+jwt";

  /** The {@code iss} claim. */
  public static final String ISSUER = "crow-auth";

  /** Claim: the organization's id. */
  public static final String ORGANIZATION = "org";

  /** Claim: the name of a {@link Caller.Kind}. */
  public static final String KIND = "kind";

  /** Claim: array of permissions. */
  public static final String PERMISSIONS = "perm";

  /** Claim: object of texts, or absent; see {@link Caller#attributes()}. */
  public static final String ATTRIBUTES = "attr";

  /** Claim: object that binds the token to the certificate of whoever may show it (RFC 8705). */
  public static final String CONFIRMATION = "cnf";

  /** Member of {@link #CONFIRMATION}: see {@link PeerCertificate#thumbprint}. */
  public static final String THUMBPRINT = "x5t#S256";

  /** How far two machines' clocks may differ. */
  public static final Duration LEEWAY = Duration.ofSeconds(30);

  /** How long a token lives unless configured otherwise. */
  public static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);

  /** Longest token, in characters, that is looked at. */
  public static final int MAX_LENGTH = 4096;

  private InternalTokens() {}
}
