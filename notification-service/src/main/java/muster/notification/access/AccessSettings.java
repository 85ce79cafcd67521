package muster.notification.access;

import java.net.URI;

/**
 * Whose tokens are taken.
 *
 * @param issuer the OIDC issuer, exactly as its tokens name it
 * @param audience that tokens must be meant for
 */
public record AccessSettings(URI issuer, String audience) {
  public AccessSettings {
    String scheme = issuer.getScheme();
    if (scheme == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException("MUSTER_ISSUER must be an http(s) URI, not " + issuer);
    }
    if (audience.isBlank()) {
      throw new IllegalArgumentException("MUSTER_AUDIENCE is empty");
    }
  }
}
