package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import muster.testbed.HttpApi.Answer;
import org.jspecify.annotations.Nullable;

/** One browser: cookies of all ports of its host, redirects one step at a time. */
final class Browser {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final URI gateway;
  final Map<String, String> cookies = new ConcurrentHashMap<>();

  /** As they came, by the cookie's name. */
  final Map<String, String> setCookies = new ConcurrentHashMap<>();

  Browser(URI gateway) {
    this.gateway = gateway;
  }

  /** The same cookies at another address of the gateway. */
  Browser at(URI other) {
    Browser same = new Browser(other);
    same.cookies.putAll(cookies);
    return same;
  }

  /** Somebody who has got hold of the cookies. */
  Browser stolen() {
    return at(gateway);
  }

  /** Another tab shares everything. */
  String begin(LoginIssuer.Person person, String query) {
    Answer toIssuer = get("/oauth2/authorization/muster" + query);
    assertThat(toIssuer.status()).as(toIssuer.toString()).isEqualTo(302);
    String location = toIssuer.header("Location");
    assertThat(location).contains("code_challenge_method=S256").contains("nonce=");
    Answer back =
        send(
            "GET",
            URI.create(
                location
                    + "&as="
                    + person.subject()
                    + ","
                    + String.join("+", person.roles())
                    + ","
                    + person.jurisdiction()),
            null,
            Map.of());
    return back.header("Location");
  }

  /** Where the browser ends up. */
  String end(String callback) {
    Answer done = send("GET", URI.create(callback), null, Map.of());
    assertThat(done.status()).as(done.toString()).isEqualTo(302);
    return done.header("Location");
  }

  void signIn(LoginIssuer.Person person, String device) {
    assertThat(end(begin(person, "?device=" + device))).endsWith("/");
    assertThat(cookies).containsKey("MUSTER_SESSION");
  }

  String session() {
    return cookies.getOrDefault("MUSTER_SESSION", "");
  }

  Answer get(String path, String... headers) {
    return send("GET", gateway.resolve(path), null, pairs(headers));
  }

  /** With the header by which a page shows that the request is its own. */
  Answer post(String path, @Nullable String json, String... headers) {
    Map<String, String> all = pairs(headers);
    if (!cookies.containsKey("XSRF-TOKEN")) {
      get("/api/session");
    }
    all.putIfAbsent("X-XSRF-TOKEN", cookies.getOrDefault("XSRF-TOKEN", ""));
    return send("POST", gateway.resolve(path), json, all);
  }

  Answer send(String method, URI address, @Nullable String json, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.setHeader("Content-Type", "application/json");
    }
    if (!cookies.isEmpty()) {
      request.setHeader("Cookie", cookieHeader());
    }
    headers.forEach(request::setHeader);
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      take(response.headers().allValues("Set-Cookie"));
      return new Answer(response.statusCode(), response.body(), response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** An answer that may last. */
  HttpResponse<InputStream> open(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve(path)).setHeader("Cookie", cookieHeader());
    pairs(headers).forEach(request::setHeader);
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String cookieHeader() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  private void take(List<String> given) {
    for (String cookie : given) {
      String pair = cookie.split(";", 2)[0];
      String name = pair.substring(0, pair.indexOf('='));
      setCookies.put(name, cookie);
      if (cookie.contains("Max-Age=0") || pair.endsWith("=")) {
        cookies.remove(name);
      } else {
        cookies.put(name, pair.substring(name.length() + 1));
      }
    }
  }

  private static Map<String, String> pairs(String... headers) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      pairs.put(headers[i], headers[i + 1]);
    }
    return pairs;
  }
}
