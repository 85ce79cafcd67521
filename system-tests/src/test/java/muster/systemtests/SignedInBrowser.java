package muster.systemtests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;

/** A person at a browser: signs in on the issuer's own page, and has nothing but cookies. */
final class SignedInBrowser {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .build();

  private final URI gateway;

  private SignedInBrowser(URI gateway) {
    this.gateway = gateway;
  }

  /** By the login page of the identity provider. */
  static SignedInBrowser of(StackUnderTest running, String account, String password) {
    SignedInBrowser browser = new SignedInBrowser(running.stack().gatewayUrl());
    HttpResponse<String> page = browser.get("/oauth2/authorization/muster?device=desk");
    Matcher csrf = CSRF.matcher(page.body());
    Assertions.assertThat(csrf.find()).as("%s: %s", page.uri(), page.body()).isTrue();
    HttpResponse<String> back =
        browser.send(
            HttpRequest.newBuilder(page.uri())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "username=%s&password=%s&_csrf=%s"
                            .formatted(encode(account), encode(password), encode(csrf.group(1))))));
    Assertions.assertThat(back.uri()).as(back.body()).isEqualTo(browser.gateway.resolve("/"));
    return browser;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(gateway.resolve(path)).GET());
  }

  /** As a page sends it. */
  HttpResponse<String> post(String path, String json) {
    return send(
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN"))
            .POST(BodyPublishers.ofString(json)));
  }

  /** A stream that stays open. */
  InputStream open(String path) {
    try {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(gateway.resolve(path)).build(), BodyHandlers.ofInputStream());
      Assertions.assertThat(response.statusCode()).isEqualTo(200);
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
