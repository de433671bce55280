package dev.crow.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * A small certificate authority in the data folder, so that services on one machine prove to each
 * other who they are without anybody setting up anything. Whoever can read the folder can issue
 * certificates: for services on several machines, configure the SSL bundle {@code crow} with
 * certificates of a real authority.
 *
 * <p>Files, for their owner alone: {@code ca.pem} (certificate and key), {@code ca.crt} (the
 * certificate) and {@code <service>.pem} (certificate and key in one file, so that the two always
 * fit).
 */
public final class DevelopmentCertificates {

  private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
  private static final Duration LIFETIME = Duration.ofDays(365);
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  /** A computer's clock may be set back by a time zone or two, and its suite goes on. */
  private static final Duration CLOCKS_DIFFER = Duration.ofDays(2);

  private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final int SERIAL_BITS = 127;

  private final Path folder;
  private final Clock clock;

  private DevelopmentCertificates(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * @param dataDir the suite's data folder; the files are in {@code tls/} below it
   * @param clock tells what is about to expire
   * @return the authority, which is made when first needed
   */
  public static DevelopmentCertificates in(Path dataDir, Clock clock) {
    return new DevelopmentCertificates(dataDir.toAbsolutePath().normalize().resolve("tls"), clock);
  }

  /**
   * @return the PEM file that others trust; made if absent
   * @throws UncheckedIOException if it can neither be read nor made
   */
  public Path authority() {
    Issued authority = readAuthority();
    SecretFile.readOrCreate(folder, "ca.crt", () -> pem(authority.certificate()));
    return folder.resolve("ca.crt");
  }

  /**
   * Makes the certificate of a service, unless there is one of this authority that is good for
   * another thirty days.
   *
   * @param service its application name; the certificate is for it, {@code localhost} and 127.0.0.1
   * @return the PEM file with certificate and key
   * @throws IllegalArgumentException if the name could not be a DNS label
   * @throws UncheckedIOException if the file can neither be read nor made
   */
  public Path issue(String service) {
    if (!SERVICE.matcher(service).matches()) {
      throw new IllegalArgumentException(
          "A service that shows certificates is named with lower-case letters, digits and dashes");
    }
    Issued authority = readAuthority();
    Path file = folder.resolve(service + ".pem");
    if (!Files.exists(file) || !isGood(read(file), authority)) {
      SecretFile.replace(folder, file.getFileName().toString(), pem(make(service, authority)));
    }
    return file;
  }

  private Issued readAuthority() {
    SecretFile.readOrCreate(folder, "ca.pem", () -> pem(makeAuthority()));
    return read(folder.resolve("ca.pem"));
  }

  private boolean isGood(Issued issued, Issued authority) {
    try {
      issued.certificate().verify(authority.certificate().getPublicKey());
    } catch (GeneralSecurityException ofAnother) {
      return false;
    }
    Instant end = issued.certificate().getNotAfter().toInstant();
    return clock.instant().plus(RENEWED_BEFORE).isBefore(end);
  }

  private Issued makeAuthority() {
    KeyPair keys = keyPair();
    X500Name name = new X500Name("CN=CROW development authority");
    return sign(
        certificate(name, name, keys, AUTHORITY_LIFETIME),
        keys,
        keys,
        new BasicConstraints(0),
        new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign),
        new Use[0]);
  }

  private Issued make(String service, Issued authority) {
    KeyPair keys = keyPair();
    X500Name issuer =
        X500Name.getInstance(authority.certificate().getSubjectX500Principal().getEncoded());
    return sign(
        certificate(issuer, new X500Name("CN=" + service), keys, LIFETIME),
        keys,
        new KeyPair(authority.certificate().getPublicKey(), authority.key()),
        new BasicConstraints(false),
        new KeyUsage(KeyUsage.digitalSignature),
        new Use(
            Extension.extendedKeyUsage,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth})),
        new Use(
            Extension.subjectAlternativeName,
            new GeneralNames(
                new GeneralName[] {
                  new GeneralName(GeneralName.dNSName, service),
                  new GeneralName(GeneralName.dNSName, "localhost"),
                  new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                })));
  }

  private X509v3CertificateBuilder certificate(
      X500Name issuer, X500Name subject, KeyPair keys, Duration lifetime) {
    Instant now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, new SecureRandom()),
        Date.from(now.minus(CLOCKS_DIFFER)),
        Date.from(now.plus(lifetime)),
        subject,
        keys.getPublic());
  }

  private static Issued sign(
      X509v3CertificateBuilder certificate,
      KeyPair keys,
      KeyPair issuer,
      BasicConstraints constraints,
      KeyUsage usage,
      Use... more) {
    try {
      JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
      certificate
          .addExtension(Extension.basicConstraints, true, constraints)
          .addExtension(Extension.keyUsage, true, usage)
          .addExtension(
              Extension.subjectKeyIdentifier,
              false,
              ids.createSubjectKeyIdentifier(keys.getPublic()))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              ids.createAuthorityKeyIdentifier(issuer.getPublic()));
      for (Use use : more) {
        certificate.addExtension(use.name(), false, use.value());
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
      return new Issued(
          new JcaX509CertificateConverter().getCertificate(certificate.build(signer)),
          keys.getPrivate());
    } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK signs with ECDSA", e);
    }
  }

  private static KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has P-256", e);
    }
  }

  private static Issued read(Path file) {
    try {
      PemContent content = PemContent.load(file);
      PrivateKey key = content.getPrivateKey();
      if (key == null) {
        throw new IOException("holds no private key");
      }
      return new Issued(content.getCertificates().getFirst(), key);
    } catch (IOException | IllegalStateException | IllegalArgumentException e) {
      throw new UncheckedIOException(
          new IOException(file + " cannot be read. Delete it to have it made anew.", e));
    }
  }

  private static String pem(Issued issued) {
    return pem(issued.certificate()) + block("PRIVATE KEY", issued.key().getEncoded());
  }

  private static String pem(X509Certificate certificate) {
    try {
      return block("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A certificate just made cannot be written", e);
    }
  }

  private static String block(String type, byte[] content) {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, Base64.getMimeEncoder(64, newline).encodeToString(content), type);
  }

  private record Use(org.bouncycastle.asn1.ASN1ObjectIdentifier name, ASN1Encodable value) {}

  private record Issued(X509Certificate certificate, PrivateKey key) {
    @Override
    public String toString() {
      return "Issued[" + certificate.getSubjectX500Principal() + "]";
    }
  }
}
