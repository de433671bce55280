package dev.crow.security;

import jakarta.servlet.http.HttpServletRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The certificate that the other side of a connection proved to own. */
public final class PeerCertificate {

  private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";
  private static final Integer DNS_NAME = 2;

  private PeerCertificate() {}

  /**
   * @param request any request
   * @return the certificate's SHA-256 in base64url, as RFC 8705 writes it into {@code x5t#S256};
   *     null if the connection has no client certificate
   */
  public static @Nullable String thumbprint(HttpServletRequest request) {
    X509Certificate certificate = of(request);
    return certificate == null ? null : thumbprint(certificate);
  }

  /**
   * @param service a service's name
   * @param request any request
   * @return whether the other side may call itself so; true for everybody without mutual TLS
   */
  public static boolean isFor(String service, HttpServletRequest request) {
    X509Certificate certificate = of(request);
    return certificate == null || names(certificate).contains(service);
  }

  static String thumbprint(X509Certificate certificate) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was parsed cannot be written", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  static @Nullable X509Certificate of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof X509Certificate[] chain && chain.length > 0
        ? chain[0]
        : null;
  }

  /** The DNS names a certificate is for; none if they cannot be read. */
  static Set<String> names(X509Certificate certificate) {
    Set<String> names = new HashSet<>();
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      for (List<?> entry : all == null ? List.<List<?>>of() : all) {
        if (DNS_NAME.equals(entry.get(0)) && entry.get(1) instanceof String name) {
          names.add(name);
        }
      }
    } catch (CertificateParsingException e) {
      return Set.of();
    }
    return names;
  }
}
