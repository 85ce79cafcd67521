package muster.notification.access;

import java.net.URI;

/**
 * Whose tokens are taken.
 *
 * @param issuer the OIDC issuer, exactly as its tokens name it
 */
public record AccessSettings(URI issuer) {
  public AccessSettings {
    String scheme = issuer.getScheme();
    if (scheme == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException("MUSTER_ISSUER must be an http(s) URI, not " + issuer);
    }
  }
}
