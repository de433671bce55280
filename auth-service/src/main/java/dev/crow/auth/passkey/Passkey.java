package dev.crow.auth.passkey;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as the database knows it: nothing in it is a secret.
 *
 * @param id ours, for lists and paths
 * @param organizationId the owner's
 * @param userId the owner
 * @param credentialId the authenticator's, base64url
 * @param attested model, credential id and public key as the authenticator sent them, base64url
 * @param signCount the last count of signatures; 0 if the authenticator keeps none
 * @param backupEligible whether it may be on several devices of its owner
 * @param backedUp whether it is
 * @param transports how browsers reach the authenticator
 * @param name what the owner calls it
 * @param createdAt when it was registered
 * @param lastUsed when somebody last signed in with it, if ever
 */
record Passkey(
    String id,
    String organizationId,
    String userId,
    String credentialId,
    String attested,
    long signCount,
    boolean backupEligible,
    boolean backedUp,
    Set<String> transports,
    String name,
    Instant createdAt,
    @Nullable Instant lastUsed) {

  @Override
  public String toString() {
    return "Passkey[" + id + "]";
  }
}
