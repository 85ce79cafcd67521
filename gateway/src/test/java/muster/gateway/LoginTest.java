package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import muster.gateway.LoginIssuer.Person;
import muster.gateway.route.Service;
import muster.localstack.FreePorts;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From nobody to somebody, with an issuer that looks closely. */
@OnRealServers
class LoginTest {
  private final RunningGateway gateway = RunningGateway.get();

  @Test
  void whoSignsInIsToldWhoTheyAre() {
    Browser browser = gateway.signedIn("login-who", "dispatcher");

    Answer session = browser.get("/api/session");

    assertThat(session.status()).isEqualTo(200);
    assertThat(session.text("subject")).isEqualTo("login-who");
    assertThat(session.text("name")).isEqualTo("Name of login-who");
    assertThat(session.json().path("roles").get(0).asString()).isEqualTo("dispatcher");
    assertThat(session.text("jurisdiction")).isEqualTo("3203");
    assertThat(session.text("csrfHeader")).isEqualTo("X-XSRF-TOKEN");
    assertThat(session.json().has("exercise")).isFalse();
    assertThat(session.header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @CsvSource({"desk, 12", "phone, 720", "toaster, 12"})
  void aSessionEndsAFixedTimeAfterItsLogin(String device, int hours) {
    Browser browser = gateway.browser();
    browser.signIn(Person.of("login-" + device, "volunteer", "3203"), device);

    Answer session = browser.get("/api/session");

    assertThat(Instant.parse(session.text("expiresAt")))
        .isCloseTo(Instant.now().plus(Duration.ofHours(hours)), within(1, ChronoUnit.MINUTES));
    assertThat(session.text("device")).isEqualTo(device.equals("phone") ? "phone" : "desk");
    assertThat(browser.setCookies.getOrDefault("MUSTER_SESSION", ""))
        .contains("HttpOnly")
        .contains("SameSite=Lax")
        .contains("Path=/")
        .doesNotContain("Secure");
    // At a desk it ends with the browser; a phone's browser is closed many times a day.
    assertThat(browser.setCookies.getOrDefault("MUSTER_SESSION", "").contains("Max-Age"))
        .isEqualTo(device.equals("phone"));
    long before = expiry("login-" + device);
    browser.get("/api/session");
    assertThat(expiry("login-" + device)).as("however much it is used").isEqualTo(before);
  }

  private long expiry(String subject) {
    return gateway
        .jdbc
        .sql("select expiry_time from spring_session where principal_name = :subject")
        .param("subject", subject)
        .query(Long.class)
        .single();
  }

  /** Else an issuer that knows the browser would let in whoever sits at the desk now. */
  @ParameterizedTest
  @CsvSource({"desk, 43200", "phone, 2592000", "toaster, 43200"})
  void theIssuerAsksAgainWhoHasShownItLongerAgoThanASessionLasts(String device, int seconds) {
    assertThat(
            gateway
                .browser()
                .get("/oauth2/authorization/muster?device=" + device)
                .header("Location"))
        .contains("&max_age=" + seconds)
        .contains("code_challenge_method=S256")
        .contains("nonce=");
  }

  @Test
  void whoIsNotSignedInHasNoSessionEvenInTheMiddleOfALogin() {
    long before = sessions();
    Browser browser = gateway.browser();

    browser.get("/");
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
    String callback = browser.begin(Person.of("login-middle", "volunteer", "3203"), "");

    assertThat(browser.cookies).doesNotContainKey("MUSTER_SESSION");
    assertThat(sessions()).isEqualTo(before);
    assertThat(browser.end(callback)).endsWith("/");
    assertThat(sessions()).isEqualTo(before + 1);
  }

  private long sessions() {
    return gateway.jdbc.sql("select count(*) from spring_session").query(Long.class).single();
  }

  @Test
  void tokensLieInTheDatabaseSealedAndNowhereElse() {
    Browser browser = gateway.signedIn("login-sealed", "volunteer");
    browser.get("/api/teams");
    String token =
        gateway.service(Service.VOLUNTEER).asked("/api/teams").stream()
            .map(asked -> asked.header("Authorization").replace("Bearer ", ""))
            .toList()
            .getLast();
    List<String> dump =
        gateway
            .jdbc
            .sql(
                """
                select row_to_json(t)::text from session_tokens t
                union all select row_to_json(s)::text from spring_session s
                union all select encode(attribute_bytes, 'escape') from spring_session_attributes
                """)
            .query(String.class)
            .list();

    assertThat(token).contains(".");
    assertThat(dump).hasSizeGreaterThan(2);
    // Neither it nor a part of it, such as the header that all tokens of an issuer have alike.
    assertThat(token.split("\\."))
        .hasSize(3)
        .allSatisfy(part -> assertThat(part).hasSizeGreaterThan(20));
    assertThat(dump).noneMatch(row -> Arrays.stream(token.split("\\.")).anyMatch(row::contains));
  }

  @Test
  void eachLoginHasASessionOfItsOwnWhoeverWasThereBefore() {
    Browser browser = gateway.signedIn("login-first", "dispatcher");
    String first = browser.session();

    browser.signIn(Person.of("login-second", "volunteer", "3203"), "desk");

    assertThat(browser.session()).isNotEqualTo(first);
    assertThat(browser.get("/api/session").text("subject")).isEqualTo("login-second");
    assertThat(gateway.sessionsOf("login-first")).as("one browser is one person").isZero();
    Browser old = gateway.browser();
    old.cookies.put("MUSTER_SESSION", first);
    assertThat(old.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void aSessionThatIsGivenBeforeTheLoginIsNotTaken() {
    Browser browser = gateway.browser();
    browser.cookies.put("MUSTER_SESSION", "MTExMTExMTEtMTExMS0xMTExLTExMTEtMTExMTExMTExMTEx");

    browser.signIn(Person.of("login-fixed", "volunteer", "3203"), "desk");

    assertThat(browser.session()).isNotEqualTo("MTExMTExMTEtMTExMS0xMTExLTExMTEtMTExMTExMTExMTEx");
  }

  @Test
  void twoTabsMaySignInAtTheSameTime() {
    Browser browser = gateway.browser();
    Person person = Person.of("login-tabs", "volunteer", "3203");
    String one = browser.begin(person, "");
    String other = browser.begin(person, "?device=phone");

    assertThat(browser.end(one)).endsWith("/");
    assertThat(browser.get("/api/session").text("device")).isEqualTo("desk");
    assertThat(browser.end(other)).endsWith("/");
    assertThat(browser.get("/api/session").text("device")).isEqualTo("phone");
    assertThat(gateway.sessionsOf("login-tabs")).isEqualTo(1);
  }

  @Test
  void aLoginEndsWhereItBeganAndOnce() {
    Browser browser = gateway.browser();
    String callback = browser.begin(Person.of("login-once", "volunteer", "3203"), "");

    Browser another = gateway.browser();
    assertThat(another.end(callback)).endsWith("/?login=failed");
    assertThat(another.get("/api/session").status()).isEqualTo(401);

    assertThat(browser.end(callback)).endsWith("/");
    assertThat(browser.end(callback)).endsWith("/?login=failed");
    assertThat(browser.end(callback.replaceAll("state=[^&]*", "state=guessed")))
        .endsWith("/?login=failed");
    assertThat(browser.get("/api/session").text("subject")).isEqualTo("login-once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "evil",
        "?alert=417",
        "/..//evil.example",
        "/.//evil.example",
        "/a//evil.example",
        "/a/../../evil.example",
        "/%2F/evil.example",
        "//evil.example/?alert=417",
        "/?alert=\r\nSet-Cookie: a=b",
        "/?alert=417#//evil.example",
        "/?alert=%",
        "/?alert=%0",
        "/?a=\\",
        "/?a=<script>",
        "/?alert=\u8b66",
        ""
      })
  void nobodyIsSentElsewhereAfterwards(String to) {
    Browser browser = gateway.browser();
    String callback =
        browser.begin(
            Person.of("login-to", "volunteer", "3203"),
            "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));

    assertThat(browser.end(callback)).isEqualTo("/");
  }

  @Test
  void whoCameFromAPageIsSentBackToIt() {
    Browser browser = gateway.browser();
    String callback =
        browser.begin(Person.of("login-to", "volunteer", "3203"), "?to=/command/alerts/417");

    assertThat(browser.end(callback)).isEqualTo("/command/alerts/417");
  }

  /** What is not one of this origin's pages is none however it is written; what is, is kept. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/?alert=017f7bb1-772e-7003-8015-daa66d2c7de1",
        "/?alert=417&view=34.28,117.37,14z&q=%E8%A5%BF%E6%9C%B1",
        "/command/?alert=417",
        "/command/board?to=//evil.example",
        "/?"
      })
  void aPageIsComeBackToWithItsQuery(String to) {
    Browser browser = gateway.browser();
    String callback =
        browser.begin(
            Person.of("login-query", "volunteer", "3203"),
            "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    assertThat(browser.end(callback)).isEqualTo(to);
    assertThat(browser.get("/api/session").text("subject")).isEqualTo("login-query");
  }

  @Test
  void aQueryIsKeptUpToItsLimit() {
    for (int length : new int[] {998, 999}) {
      Browser browser = gateway.browser();
      String to = "/?a=" + "x".repeat(length);
      String callback =
          browser.begin(
              Person.of("login-long", "volunteer", "3203"),
              "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
      assertThat(browser.end(callback)).isEqualTo(length == 998 ? to : "/");
    }
  }

  @Test
  void whileTheIssuerIsAwayThePageIsToldSo() {
    Browser browser = gateway.browser();
    String callback = browser.begin(Person.of("login-away", "volunteer", "3203"), "");
    gateway.issuer.isAway(true);
    try {
      assertThat(browser.end(callback)).endsWith("/?login=unavailable");
    } finally {
      gateway.issuer.isAway(false);
    }
    browser.signIn(Person.of("login-away", "volunteer", "3203"), "desk");
  }

  @Test
  void whoSignsInToAStackForTrainingIsToldSo() {
    int port = FreePorts.next();
    try (var _ = gateway.start(port, Map.of("MUSTER_EXERCISE", "true"))) {
      Browser browser =
          gateway
              .signedIn("login-exercise", "dispatcher")
              .at(URI.create("http://localhost:" + port));

      assertThat(browser.get("/api/session").json().path("exercise").asBoolean()).isTrue();
    }
  }

  @Test
  void anIssuerThatWasNeverThereIsNoReasonNotToStart() {
    int port = FreePorts.next();
    try (var _ =
        gateway.start(port, Map.of("MUSTER_ISSUER", "http://localhost:" + FreePorts.next()))) {
      Browser browser = new Browser(URI.create("http://localhost:" + port));
      assertThat(browser.get("/oauth2/authorization/muster").header("Location"))
          .endsWith("/?login=unavailable");
      assertThat(browser.get("/api/session").status()).isEqualTo(401);
      // Begun at another gateway, before this one was started.
      assertThat(
              browser.end("http://localhost:" + port + "/login/oauth2/code/muster?code=a&state=b"))
          .endsWith("/?login=unavailable");
    }
  }

  /** The kernel takes the connection, and nobody answers. */
  @Test
  void anIssuerThatHangsMakesNobodyWaitForLong() throws Exception {
    int port = FreePorts.next();
    try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var _ =
            gateway.start(
                port, Map.of("MUSTER_ISSUER", "http://localhost:" + hanging.getLocalPort()))) {
      Browser browser = new Browser(URI.create("http://localhost:" + port));
      long begun = System.nanoTime();

      assertThat(browser.get("/oauth2/authorization/muster").header("Location"))
          .endsWith("/?login=unavailable");

      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void whatTheIssuerRefusesIsNoLogin() {
    Browser browser = gateway.browser();
    String callback = browser.begin(Person.of("login-refused", "volunteer", "3203"), "");
    String state = callback.replaceAll(".*(state=[^&]*).*", "$1");
    String address = gateway.address() + "/login/oauth2/code/muster?";

    assertThat(browser.end(address + "error=access_denied&" + state)).endsWith("/?login=failed");
    assertThat(browser.end(callback.replaceAll("code=[^&]*", "code=guessed")))
        .endsWith("/?login=failed");
    assertThat(browser.end(address)).endsWith("/?login=failed");
    assertThat(browser.cookies).doesNotContainKey("MUSTER_SESSION");
  }
}
