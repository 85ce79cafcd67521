package muster.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import muster.preflight.Refusal;
import muster.preflight.StartRefused;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * TLS by two files in PEM, as certificate authorities give them: with both, the gateway speaks TLS
 * alone. Read again when they change.
 */
public final class TlsFiles implements EnvironmentPostProcessor, Ordered {
  /** The certificate and those that lead to its authority. */
  public static final String CERTIFICATE = "MUSTER_TLS_CERTIFICATE";

  /** Its private key. */
  public static final String KEY = "MUSTER_TLS_KEY";

  /** Under which Spring Boot keeps the two. */
  public static final String BUNDLE = "gateway";

  private static final String PEM = "spring.ssl.bundle.pem." + BUNDLE + ".";
  private static final byte[] SAMPLE = {1, 2, 3};

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String certificate = environment.getProperty(CERTIFICATE, "");
    String key = environment.getProperty(KEY, "");
    if (!certificate.isBlank() && !key.isBlank()) {
      environment
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "muster.tls",
                  Map.of(
                      "server.ssl.bundle",
                      BUNDLE,
                      PEM + "keystore.certificate",
                      url(certificate),
                      PEM + "keystore.private-key",
                      url(key),
                      PEM + "reload-on-update",
                      true)));
    }
  }

  private static String url(String file) {
    return Path.of(file.strip()).toAbsolutePath().toUri().toString();
  }

  /** After the files of settings have been read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  /** Before anything else is started: both or none, readable, and one of the other. */
  static void check(Environment environment) {
    String certificate = environment.getProperty(CERTIFICATE, "").strip();
    String key = environment.getProperty(KEY, "").strip();
    if (certificate.isEmpty() && key.isEmpty()) {
      return;
    }
    List<Refusal> refusals = new ArrayList<>();
    if (certificate.isEmpty() || key.isEmpty()) {
      refusals.add(
          Refusal.invalid(
              certificate.isEmpty() ? CERTIFICATE : KEY,
              "a certificate and its key are set together, or neither."));
      throw new StartRefused(refusals);
    }
    List<X509Certificate> certificates = List.of();
    PrivateKey secret = null;
    try {
      certificates = PemContent.load(Path.of(certificate)).getCertificates();
    } catch (IOException | RuntimeException e) {
      refusals.add(
          Refusal.invalid(
              CERTIFICATE, "there is no certificate in PEM in the file " + certificate + "."));
    }
    try {
      secret = PemContent.load(Path.of(key)).getPrivateKey();
    } catch (IOException | RuntimeException e) {
      refusals.add(Refusal.invalid(KEY, "there is no private key in PEM in the file " + key + "."));
    }
    if (secret != null && !certificates.isEmpty() && !fit(certificates.getFirst(), secret)) {
      refusals.add(
          Refusal.invalid(KEY, "the key in " + key + " is not that of the first certificate."));
    }
    if (!refusals.isEmpty()) {
      throw new StartRefused(refusals);
    }
  }

  /** What the one signs, the other verifies. */
  private static boolean fit(X509Certificate certificate, PrivateKey key) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(SAMPLE);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(SAMPLE);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
