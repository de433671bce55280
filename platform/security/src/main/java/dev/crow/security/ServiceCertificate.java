package dev.crow.security;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/** The certificate this service shows to the others, where mutual TLS is on. */
public final class ServiceCertificate {

  /** Name of Boot's SSL bundle that holds it, with the authority that signed the others'. */
  public static final String BUNDLE = "crow";

  private ServiceCertificate() {}

  /**
   * @param bundle the bundle's present state
   * @return what tokens are bound to, as {@link PeerCertificate#thumbprint} has it on the other
   *     side
   * @throws IllegalStateException if the bundle holds no certificate with a key
   */
  public static String thumbprint(SslBundle bundle) {
    try {
      X509Certificate own = own(bundle.getStores().getKeyStore());
      if (own != null) {
        return PeerCertificate.thumbprint(own);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The certificate of the SSL bundle cannot be read", e);
    }
    throw new IllegalStateException("The SSL bundle holds no certificate of this service");
  }

  private static @Nullable X509Certificate own(@Nullable KeyStore store)
      throws GeneralSecurityException {
    if (store == null) {
      return null;
    }
    Enumeration<String> aliases = store.aliases();
    while (aliases.hasMoreElements()) {
      String alias = aliases.nextElement();
      if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate own) {
        return own;
      }
    }
    return null;
  }
}
