package muster.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import muster.localstack.FreePorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Over HTTP, as the gateway, a machine source and the services use it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityProviderTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ORIGIN = "http://localhost:5173";
  private static final String REDIRECT = ORIGIN + "/login/oauth2/code/muster";
  private static final String SECRET = "a-secret-of-the-gateway";
  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123456789";
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final CookieManager cookies = new CookieManager();
  private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final int port = FreePorts.next();
  private final String issuer = "http://localhost:" + port;
  private final Path keyFolder;
  private final Path secretFile;
  private ConfigurableApplicationContext provider;

  IdentityProviderTest(@TempDir Path folder) throws IOException {
    this.keyFolder = folder.resolve("keys");
    this.secretFile = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    this.provider = start();
  }

  /** Who has signed in for one test is nobody in the next one. */
  @BeforeEach
  void forgetWhoIsSignedIn() {
    cookies.getCookieStore().removeAll();
  }

  @AfterAll
  void stop() {
    provider.close();
  }

  @Test
  void aPersonLogsInThroughTheBrowserWithCodeAndProofKey() throws Exception {
    HttpResponse<String> toLogin = get(authorizeAddress(challenge()), "text/html");
    assertThat(toLogin.statusCode()).isEqualTo(302);
    assertThat(location(toLogin)).isEqualTo(issuer + "/login");

    HttpResponse<String> loggedIn = logIn("zhang.dispatcher", "muster-demo");
    assertThat(location(loggedIn)).startsWith(issuer + "/oauth2/authorize");
    HttpResponse<String> authorized = get(URI.create(location(loggedIn)), "text/html");
    assertThat(location(authorized)).startsWith(REDIRECT + "?code=").contains("state=here");
    String code = location(authorized).replaceAll(".*[?&]code=([^&]+).*", "$1");

    HttpResponse<String> wrongProof = redeem(code, VERIFIER + "x");
    assertThat(wrongProof.statusCode()).isEqualTo(400);

    HttpResponse<String> second = get(authorizeAddress(challenge()), "text/html");
    String secondCode = location(second).replaceAll(".*[?&]code=([^&]+).*", "$1");
    HttpResponse<String> redeemed = redeem(secondCode, VERIFIER);
    assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(200);
    JsonNode answer = JSON.readTree(redeemed.body());

    Jwt access = decoder().decode(answer.required("access_token").asString());
    assertThat(access.getSubject()).isEqualTo("zhang.dispatcher");
    assertThat(access.getClaimAsStringList("roles")).containsExactly("dispatcher");
    assertThat(access.getClaimAsString("jurisdiction")).isEqualTo("3203");
    assertThat(access.getClaimAsString("name")).isEqualTo("张伟");
    assertThat(access.getAudience()).containsExactly("muster");

    Jwt identity = decoder().decode(answer.required("id_token").asString());
    assertThat(identity.getAudience()).containsExactly("muster-gateway");
    assertThat(identity.getClaimAsString("name")).isEqualTo("张伟");

    String refresh = answer.required("refresh_token").asString();
    HttpResponse<String> renewed = renew(refresh, SECRET);
    assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
    Jwt fresh = decoder().decode(JSON.readTree(renewed.body()).required("access_token").asString());
    assertThat(fresh.getSubject()).isEqualTo("zhang.dispatcher");
    assertThat(fresh.getClaimAsStringList("roles")).containsExactly("dispatcher");
    assertThat(fresh.getId()).isNotEqualTo(access.getId());
    assertThat(renew(refresh, "guessed").statusCode()).isEqualTo(401);
  }

  @Test
  void aCodeIsWorthNothingWithoutTheClientsSecret() throws Exception {
    assertThat(logIn("li.operator", "muster-demo").statusCode()).isEqualTo(302);
    HttpResponse<String> authorized = get(authorizeAddress(challenge()), "text/html");
    String code = location(authorized).replaceAll(".*[?&]code=([^&]+).*", "$1");

    assertThat(redeem(code, VERIFIER, "guessed").statusCode()).isEqualTo(401);
  }

  @Test
  void anotherOriginGetsNoCode() throws Exception {
    HttpResponse<String> refused =
        get(
            URI.create(
                authorizeAddress(challenge())
                    .toString()
                    .replace(encode(REDIRECT), encode("http://evil.example/"))),
            "text/html");
    assertThat(refused.statusCode()).isEqualTo(400);
  }

  @Test
  void aClientWithoutProofKeyGetsNoCode() throws Exception {
    HttpResponse<String> refused =
        get(
            URI.create(
                issuer
                    + "/oauth2/authorize?response_type=code&client_id=muster-gateway&scope=openid"
                    + "&redirect_uri="
                    + encode(REDIRECT)),
            "text/html");
    assertThat(location(refused)).contains("error=invalid_request").doesNotContain("code=");
  }

  @Test
  void aWrongPasswordIsSaidInTheBrowsersLanguage() throws Exception {
    HttpResponse<String> refused = logIn("zhang.dispatcher", "guessed");
    assertThat(location(refused)).isEqualTo(issuer + "/login?error");
    HttpRequest.Builder page = HttpRequest.newBuilder(URI.create(location(refused)));
    assertThat(send(page.header("Accept-Language", "zh-CN")).body()).contains("用户名或密码不正确");
    assertThat(
            send(HttpRequest.newBuilder(URI.create(location(refused)))
                    .header("Accept-Language", "en"))
                .body())
        .contains("User name or password is wrong");
  }

  @Test
  void aMachineSourceGetsATokenForItsSecret() throws Exception {
    HttpResponse<String> granted = clientCredentials("warning-demo");
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
    Jwt token = decoder().decode(JSON.readTree(granted.body()).required("access_token").asString());
    assertThat(token.getSubject()).isEqualTo("warning-platform");
    assertThat(token.getClaimAsStringList("roles")).containsExactly("dispatcher");
    assertThat(token.getClaimAsString("jurisdiction")).isEqualTo("3203");
    assertThat(token.getAudience()).containsExactly("muster");

    assertThat(clientCredentials("guessed").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "zhang.dispatcher, zhang.dispatcher, dispatcher, 3203",
    "dispatcher,       zhang.dispatcher, dispatcher, 3203",
    "zhou.dispatcher,  zhou.dispatcher,  dispatcher, 3203",
    "operator,         li.operator,      operator,   3203",
    "officer,          wang.officer,     officer,    320371",
    "captain,          v-000001,         captain,    320371003209",
    "v-000002,         v-000002,         volunteer,  320371003209",
    "reporter,         liu.reporter,     reporter,   320371003209",
    "v-000123,         v-000123,         volunteer,  3203",
  })
  void aDemoTokenIsForAnAccountARoleOrAnySubject(
      String asked, String subject, String role, String jurisdiction) throws Exception {
    HttpResponse<String> granted = demoToken(Map.of("username", asked));
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
    JsonNode answer = JSON.readTree(granted.body());
    assertThat(answer.required("expires_in").asLong()).isEqualTo(8 * 60 * 60);
    Jwt token = decoder().decode(answer.required("access_token").asString());
    assertThat(token.getSubject()).isEqualTo(subject);
    assertThat(token.getClaimAsStringList("roles")).containsExactly(role);
    assertThat(token.getClaimAsString("jurisdiction")).isEqualTo(jurisdiction);
    assertThat(token.getAudience()).containsExactly("muster");
  }

  @Test
  void aGeneratedVolunteersVillageAndRolesArePassedAlong() throws Exception {
    HttpResponse<String> granted =
        demoToken(
            Map.of(
                "username", "v-000777",
                "roles", List.of("volunteer", "captain"),
                "jurisdiction", "320382104201",
                "name", "孙丽"));
    Jwt token = decoder().decode(JSON.readTree(granted.body()).required("access_token").asString());
    assertThat(token.getClaimAsStringList("roles")).containsExactly("captain", "volunteer");
    assertThat(token.getClaimAsString("jurisdiction")).isEqualTo("320382104201");
    assertThat(token.getClaimAsString("name")).isEqualTo("孙丽");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                            | username",
        "{\"username\":\"\"}                           | username",
        "{\"username\":\"v-1\",\"roles\":[]}           | roles",
        "{\"username\":\"v-1\",\"roles\":[\"root\"]}   | roles",
        "{\"username\":\"v-1\",\"jurisdiction\":\"x\"} | jurisdiction",
        "{\"username\":\"v-1\",\"name\":\"\"}          | name",
      })
  void aMalformedDemoRequestIsAProblemThatNamesTheField(String body, String field)
      throws Exception {
    HttpResponse<String> refused = demoToken(body, Map.of());
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(JSON.readTree(refused.body()).required("errors").get(0).get("field").asString())
        .startsWith(field);
  }

  @Test
  void aUsernameOfSixtyFourCharactersIsTheLongest() throws Exception {
    assertThat(demoToken(Map.of("username", "v".repeat(64))).statusCode()).isEqualTo(200);
    assertThat(demoToken(Map.of("username", "v".repeat(65))).statusCode()).isEqualTo(400);
  }

  @Test
  void aForeignPageGetsNoDemoToken() throws Exception {
    HttpResponse<String> refused =
        demoToken("{\"username\":\"dispatcher\"}", Map.of("Origin", "http://evil.example"));
    assertThat(refused.statusCode()).isNotEqualTo(200);
    assertThat(refused.body()).doesNotContain("access_token");
  }

  @Test
  void healthNeedsNoTokenAndNothingElseIsOpen() throws Exception {
    assertThat(get(URI.create(issuer + "/actuator/health/readiness"), "*/*").statusCode())
        .isEqualTo(200);
    assertThat(get(URI.create(issuer + "/actuator/env"), "application/json").statusCode())
        .isNotEqualTo(200);
  }

  @Test
  void aTokenOutlivesARestartBecauseTheKeyIsKept() throws Exception {
    JsonNode before = JSON.readTree(demoToken(Map.of("username", "dispatcher")).body());
    provider.close();
    provider = start();
    Jwt token = decoder().decode(before.required("access_token").asString());
    assertThat(token.getSubject()).isEqualTo("zhang.dispatcher");
    try (var files = Files.list(keyFolder)) {
      assertThat(files.toList())
          .singleElement()
          .satisfies(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .as("readable by the owner alone")
                      .hasSize(2));
    }
  }

  private ConfigurableApplicationContext start() {
    return SpringApplication.run(
        IdentityProvider.class,
        "--server.port=" + port,
        "--muster.key-folder=" + keyFolder,
        "--muster.origin=" + ORIGIN,
        "--MUSTER_GATEWAY_CLIENT_SECRET_FILE=" + secretFile);
  }

  /** As a resource server finds it out: from the issuer's address alone. */
  private JwtDecoder decoder() {
    return JwtDecoders.fromIssuerLocation(issuer);
  }

  private URI authorizeAddress(String challenge) {
    return URI.create(
        issuer
            + "/oauth2/authorize?response_type=code&client_id=muster-gateway&scope=openid%20profile&state=here"
            + "&redirect_uri="
            + encode(REDIRECT)
            + "&code_challenge_method=S256&code_challenge="
            + challenge);
  }

  private static String challenge() throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private HttpResponse<String> logIn(String username, String password) throws Exception {
    String page = get(URI.create(issuer + "/login"), "text/html").body();
    Matcher csrf = CSRF.matcher(page);
    assertThat(csrf.find()).isTrue();
    return postForm(
        "/login",
        Map.of("username", username, "password", password, "_csrf", csrf.group(1)),
        Map.of());
  }

  private HttpResponse<String> redeem(String code, String verifier) throws Exception {
    return redeem(code, verifier, SECRET);
  }

  private HttpResponse<String> redeem(String code, String verifier, String secret)
      throws Exception {
    return postForm(
        "/oauth2/token",
        Map.of(
            "grant_type", "authorization_code",
            "redirect_uri", REDIRECT,
            "code", code,
            "code_verifier", verifier),
        Map.of("Authorization", basic("muster-gateway", secret)));
  }

  private HttpResponse<String> renew(String refreshToken, String secret) throws Exception {
    return postForm(
        "/oauth2/token",
        Map.of("grant_type", "refresh_token", "refresh_token", refreshToken),
        Map.of("Authorization", basic("muster-gateway", secret)));
  }

  private static String basic(String client, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> clientCredentials(String secret) throws Exception {
    return postForm(
        "/oauth2/token",
        Map.of("grant_type", "client_credentials", "scope", "alerts"),
        Map.of("Authorization", basic("warning-platform", secret)));
  }

  private HttpResponse<String> demoToken(Map<String, Object> request) throws Exception {
    return demoToken(JSON.writeValueAsString(request), Map.of());
  }

  private HttpResponse<String> demoToken(String body, Map<String, String> headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(issuer + "/demo/tokens"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request);
  }

  private HttpResponse<String> postForm(
      String path, Map<String, String> form, Map<String, String> headers) throws Exception {
    String body =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(issuer + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return send(request);
  }

  private HttpResponse<String> get(URI address, String accept) throws Exception {
    return send(HttpRequest.newBuilder(address).header("Accept", accept));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return browser.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("no redirect: " + response.body());
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
