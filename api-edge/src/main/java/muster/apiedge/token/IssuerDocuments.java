package muster.apiedge.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the issuer's discovery document and keys over HTTP; blocks. The document is read with the
 * first token and not at the start, so the two may start in any order.
 */
final class IssuerDocuments {
  private static final Logger log = LoggerFactory.getLogger(IssuerDocuments.class);
  private static final int CONNECT_TIMEOUT_MS = 2_000;
  private static final int READ_TIMEOUT_MS = 2_000;
  private static final int SIZE_LIMIT = 64 * 1024;

  private final DefaultResourceRetriever retriever =
      new DefaultResourceRetriever(CONNECT_TIMEOUT_MS, READ_TIMEOUT_MS, SIZE_LIMIT);
  private final String issuer;
  private @Nullable URI jwks;

  IssuerDocuments(URI issuer) {
    this.issuer = issuer.toString();
  }

  /** By one thread at a time. */
  JWKSet readKeys() throws IOException, ParseException {
    URI known = jwks;
    if (known == null) {
      known = discover();
      log.info("Tokens of {} are verified with the keys at {}", issuer, known);
    }
    jwks = null;
    JWKSet keys = JWKSet.parse(read(known));
    jwks = known; // it may stand elsewhere the next time, when it is not there now
    return keys;
  }

  private URI discover() throws IOException, ParseException {
    String base = issuer.endsWith("/") ? issuer : issuer + "/";
    Map<String, Object> document =
        JSONObjectUtils.parse(read(URI.create(base + ".well-known/openid-configuration")));
    if (!issuer.equals(JSONObjectUtils.getString(document, "issuer"))) {
      throw new ParseException("the document is of another issuer", 0);
    }
    URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
    if (keys == null) {
      throw new ParseException("the document has no jwks_uri", 0);
    }
    return keys;
  }

  private String read(URI document) throws IOException {
    try {
      return retriever.retrieveResource(document.toURL()).getContent();
    } catch (IllegalArgumentException notAbsolute) {
      throw new IOException("no URL: " + document, notAbsolute);
    }
  }
}
