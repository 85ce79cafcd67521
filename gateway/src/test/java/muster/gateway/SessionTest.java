package muster.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.gateway.LoginIssuer.Person;
import muster.gateway.route.Service;
import muster.localstack.FreePorts;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnRealServers
class SessionTest {
  private final RunningGateway gateway = RunningGateway.get();

  @Test
  void logoutEndsAllSessionsOfTheAccountAndNobodyElses() {
    Browser desk = gateway.signedIn("session-out", "dispatcher");
    Browser phone = gateway.browser();
    phone.signIn(Person.of("session-out", "dispatcher", "3203"), "phone");
    Browser other = gateway.signedIn("session-stays", "dispatcher");
    Browser thief = desk.stolen();
    assertThat(thief.get("/api/session").status()).isEqualTo(200);

    Answer out = desk.post("/logout", null);

    assertThat(out.status()).isEqualTo(200);
    assertThat(out.text("location"))
        .startsWith(gateway.issuer.address() + "/connect/logout?id_token_hint=ey")
        .contains("client_id=muster-gateway")
        .contains("post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A" + gateway.port + "%2F");
    assertThat(desk.cookies).doesNotContainKey("MUSTER_SESSION");
    assertThat(desk.get("/api/session").status()).isEqualTo(401);
    assertThat(phone.get("/api/session").status()).isEqualTo(401);
    assertThat(thief.get("/api/session").status()).as("a stolen cookie").isEqualTo(401);
    assertThat(thief.get("/api/alerts").status()).isEqualTo(401);
    assertThat(other.get("/api/session").status()).isEqualTo(200);
    assertThat(gateway.sessionsOf("session-out")).isZero();
  }

  @Test
  void whoIsNotSignedInMayLogOutToo() {
    Answer out = gateway.browser().post("/logout", null);

    assertThat(out.status()).isEqualTo(200);
    assertThat(out.text("location")).isEqualTo("/");
  }

  /** Else a page whose session has ended could not even log out. */
  @Test
  void aRefusalBringsWhatAChangeNeeds() {
    Browser nobody = gateway.browser();

    assertThat(nobody.get("/api/session").status()).isEqualTo(401);

    assertThat(nobody.setCookies.getOrDefault("XSRF-TOKEN", ""))
        .contains("SameSite=Lax")
        .contains("Path=/")
        .doesNotContain("HttpOnly");
    assertThat(nobody.cookies).doesNotContainKey("MUSTER_SESSION");
  }

  @Test
  void aForeignPageCanLogNobodyOut() {
    Browser browser = gateway.signedIn("session-forged", "dispatcher");

    Answer refused = browser.send("POST", gateway.address().resolve("/logout"), null, Map.of());

    assertThat(refused.status()).isEqualTo(403);
    assertThat(browser.get("/api/session").status()).isEqualTo(200);
  }

  @Test
  void changesAreTakenFromTheOwnPageAlone() {
    Browser browser = gateway.signedIn("session-csrf", "dispatcher");
    browser.get("/api/session");
    var address = gateway.address().resolve("/api/alerts");
    int before = gateway.service(Service.DISPATCH).asked("/api/alerts").size();

    Answer without = browser.send("POST", address, "{}", Map.of());
    Answer wrong = browser.send("POST", address, "{}", Map.of("X-XSRF-TOKEN", "guessed"));

    RefusalContract.assertRefused(
        without,
        "/api/alerts",
        Problem.of(
            ProblemType.FORBIDDEN,
            "Send the value of the cookie XSRF-TOKEN as the header X-XSRF-TOKEN."));
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(gateway.service(Service.DISPATCH).asked("/api/alerts")).hasSize(before);
    assertThat(browser.post("/api/alerts", "{}").status()).isEqualTo(201);
    assertThat(gateway.service(Service.DISPATCH).asked("/api/alerts")).hasSize(before + 1);
  }

  @Test
  void theTokenOfOnePageIsNoneForAnother() {
    Browser one = gateway.signedIn("session-csrf-1", "dispatcher");
    Browser other = gateway.signedIn("session-csrf-2", "dispatcher");
    one.get("/api/session");
    other.get("/api/session");

    Answer refused =
        one.send(
            "POST",
            gateway.address().resolve("/api/alerts"),
            "{}",
            Map.of("X-XSRF-TOKEN", other.cookies.getOrDefault("XSRF-TOKEN", "")));

    assertThat(refused.status()).isEqualTo(403);
  }

  /** Two people, one browser: a page that is still open is that of who was there first. */
  @Test
  void aPageOfWhoWasThereBeforeChangesNothingInTheNameOfWhoCameAfter() {
    String path = "/api/alerts/session-two-people";
    Browser browser = gateway.signedIn("session-before", "dispatcher");
    browser.get("/api/session");
    String before = browser.cookies.getOrDefault("XSRF-TOKEN", "");
    browser.signIn(Person.of("session-after", "dispatcher", "3203"), "desk");
    browser.get("/api/session");

    Answer refused =
        browser.send("POST", gateway.address().resolve(path), "{}", Map.of("X-XSRF-TOKEN", before));

    assertThat(before).isNotEmpty();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(gateway.service(Service.DISPATCH).asked(path)).isEmpty();
    assertThat(browser.post(path, "{}").status()).isEqualTo(201);
  }

  @Test
  void withoutASessionEverythingIsUnauthorizedAndNothingIsARedirect() {
    Browser nobody = gateway.browser();

    RefusalContract.assertRefused(
        nobody.get("/api/alerts", "Accept", "text/html"),
        "/api/alerts",
        Problem.of(ProblemType.UNAUTHORIZED));
    RefusalContract.assertRefused(
        nobody.send("POST", gateway.address().resolve("/api/alerts"), "{}", Map.of()),
        "/api/alerts",
        Problem.of(ProblemType.UNAUTHORIZED));
    assertThat(nobody.get("/api/nothing").status()).isEqualTo(401);
  }

  @Test
  void aSessionThatHasComeToItsTimeIsOver() {
    Browser browser = gateway.signedIn("session-late", "dispatcher");
    gateway
        .jdbc
        .sql(
            """
            update spring_session set creation_time = creation_time - 13 * 3600 * 1000,
              last_access_time = last_access_time - 13 * 3600 * 1000,
              expiry_time = expiry_time - 13 * 3600 * 1000
            where principal_name = 'session-late'
            """)
        .update();

    assertThat(browser.get("/api/session").status()).isEqualTo(401);
    assertThat(gateway.sessionsOf("session-late")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "AAAA",
        "%00",
        "MTExMTExMTEtMTExMS0xMTExLTExMTEtMTExMTExMTExMTEx",
        "JzsgZHJvcCB0YWJsZSBzcHJpbmdfc2Vzc2lvbjsgLS0="
      })
  void whatIsNoSessionIsNobody(String cookie) {
    Browser browser = gateway.browser();
    browser.cookies.put("MUSTER_SESSION", cookie);

    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void anotherGatewayKnowsTheSessionAndARestartLosesNobody() {
    Browser browser = gateway.signedIn("session-two", "dispatcher");
    int port = FreePorts.next();
    try (var _ = gateway.start(port)) {
      Browser there = browser.at(URI.create("http://localhost:" + port));
      assertThat(there.get("/api/session").text("subject")).isEqualTo("session-two");
      assertThat(there.post("/api/alerts", "{}").status()).isEqualTo(201);
    }
    try (var _ = gateway.start(port)) {
      Browser there = browser.at(URI.create("http://localhost:" + port));
      assertThat(there.get("/api/session").text("subject")).isEqualTo("session-two");
      there.post("/logout", null);
    }
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void aTokenBesideASessionIsRefused() {
    Browser browser = gateway.signedIn("session-both", "volunteer");
    String token = gateway.token("session-both", "dispatcher");

    RefusalContract.assertRefused(
        browser.get("/api/alerts", "Authorization", "Bearer " + token),
        "/api/alerts",
        Problem.invalid("Authorization", "must not stand beside the cookie MUSTER_SESSION"));
  }

  @Test
  void tokensPassThroughAsTheyAreWithoutCookieAndWithoutProof() {
    String token = gateway.token("session-api", "dispatcher");

    Answer answer = gateway.http.post("/api/alerts?x=1", token, "{\"a\":1}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    assertThat(gateway.service(Service.DISPATCH).asked("/api/alerts?x=1").getLast())
        .satisfies(
            asked -> {
              assertThat(asked.header("Authorization")).isEqualTo("Bearer " + token);
              assertThat(asked.body()).isEqualTo("{\"a\":1}");
            });
    // Good or not is for the service to say.
    assertThat(gateway.http.get("/api/alerts", "nonsense").status()).isEqualTo(200);
  }
}
