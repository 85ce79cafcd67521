package muster.preflight;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OIDC issuer, asked for its discovery document. By the JDK's old HTTP client: the new one
 * reads all certificates and starts threads of its own even for a request without TLS, while four
 * services start at the same time.
 *
 * @param uri exactly as its tokens name it
 */
record Issuer(URI uri) implements Neighbour {
  static final String SETTING = "MUSTER_ISSUER";
  private static final String DOCUMENT = ".well-known/openid-configuration";
  private static final int DOCUMENT_LIMIT = 256 * 1024;

  static Optional<Issuer> read(@Nullable String value, Consumer<Refusal> refused) {
    if (value == null || value.isBlank()) {
      refused.accept(Refusal.of(SETTING, MessageKey.ISSUER_BLANK));
      return Optional.empty();
    }
    try {
      URI uri = new URI(value);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web
          && uri.getHost() != null
          && uri.getPort() <= Port.HIGHEST
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return Optional.of(new Issuer(uri));
      }
    } catch (URISyntaxException e) {
      // Told below, like what can be parsed and is no issuer.
    }
    refused.accept(Refusal.of(SETTING, MessageKey.ISSUER_MALFORMED, Redacted.url(value)));
    return Optional.empty();
  }

  @Override
  public String setting() {
    return SETTING;
  }

  @Override
  public String address() {
    return uri.toString();
  }

  @Override
  public MessageKey whenLate() {
    return MessageKey.ISSUER_LATE;
  }

  @Override
  public Attempt ask(Duration atMost) {
    String base = uri.toString();
    URI document = URI.create((base.endsWith("/") ? base : base + "/") + DOCUMENT);
    try {
      HttpURLConnection connection = (HttpURLConnection) document.toURL().openConnection();
      connection.setConnectTimeout(Connecting.millis(atMost.dividedBy(2)));
      connection.setReadTimeout(Connecting.millis(atMost.dividedBy(2)));
      connection.setUseCaches(false);
      try {
        int status = connection.getResponseCode();
        return status == HttpURLConnection.HTTP_OK
            ? judge(connection)
            : Attempt.notYet(MessageKey.HTTP_STATUS, Integer.toString(status), document);
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return new Attempt.NotYet(Connecting.why(e, uri.getHost()));
    }
  }

  private Attempt judge(HttpURLConnection connection) throws IOException {
    byte[] body;
    try (InputStream in = connection.getInputStream()) {
      body = in.readNBytes(DOCUMENT_LIMIT);
    }
    try {
      JsonNode named = JsonMapper.shared().readTree(body).path("issuer");
      if (!named.isString()) {
        return Attempt.notYet(MessageKey.NO_DISCOVERY_DOCUMENT);
      }
      // Every token of it would be refused: nobody is told of that but by a 401.
      return named.stringValue().equals(uri.toString())
          ? Attempt.ANSWERED
          : new Attempt.Never(
              Refusal.of(
                  SETTING, MessageKey.ISSUER_IS_ANOTHER, uri, Redacted.url(named.stringValue())));
    } catch (JacksonException e) {
      return Attempt.notYet(MessageKey.NO_DISCOVERY_DOCUMENT);
    }
  }
}
