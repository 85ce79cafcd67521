package muster.report;

import static muster.report.Requests.ANSWER;
import static muster.report.Requests.BIKE;
import static muster.report.Requests.REPORTS;
import static muster.report.Requests.triage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import muster.testbed.HttpApi;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists by scope, page by page. */
@OnRealServers
class ListingTest {
  private final RunningService service = RunningService.get();
  private final HttpApi http = service.http;

  @Test
  void staffListTheirScopePageByPageAndNewestFirst() {
    String town = "320322" + "%03d".formatted(new Random().nextInt(1000));
    String body = "{\"category\":\"%s\",\"text\":\"x\",\"jurisdiction\":\"" + town + "\"}";
    String first = service.submit(service.villager(), body.formatted("THEFT"));
    String second = service.submit(service.villager(), body.formatted("OTHER"));
    String third = service.submit(service.villager(), body.formatted("THEFT"));
    String officer = service.issuer.token("o2", Set.of("officer"), town);

    Answer page = http.get(REPORTS + "?limit=2", officer);
    assertThat(ids(page)).containsExactly(third, second);
    Answer rest = http.get(REPORTS + "?limit=2&cursor=" + page.text("nextCursor"), officer);
    assertThat(ids(rest)).containsExactly(first);
    assertThat(rest.json().has("nextCursor")).isFalse();

    assertThat(ids(http.get(REPORTS + "?category=THEFT", officer))).containsExactly(third, first);
    http.post(triage(second), officer, ANSWER);
    assertThat(ids(http.get(REPORTS + "?status=ANSWERED", officer))).containsExactly(second);
    assertThat(ids(http.get(REPORTS + "?jurisdiction=320322", service.operator())))
        .contains(first, second, third);
    assertThat(ids(http.get(REPORTS, service.officerElsewhere()))).doesNotContain(first);
  }

  @Test
  void aReporterListsTheirOwn() {
    String me = service.issuer.token(UUID.randomUUID().toString(), Set.of("reporter"), "3203");
    service.submit(service.villager(), BIKE);
    String mine = service.submit(me, BIKE);
    assertThat(ids(http.get(REPORTS, me))).containsExactly(mine);
    assertThat(ids(http.get(REPORTS + "?jurisdiction=3203&status=ANSWERED", me))).isEmpty();
  }

  @Test
  void aListIsNarrowedByStatusesTimeAndText() {
    String town = "320321" + "%03d".formatted(new Random().nextInt(1000));
    String body =
        "{\"category\":\"%s\",\"text\":\"%s\",\"address\":\"%s\",\"jurisdiction\":\""
            + town
            + "\"}";
    String gone = service.submit(service.villager(), body.formatted("THEFT", "Gone", "East gate"));
    String smoke =
        service.submit(service.villager(), body.formatted("FIRE_HAZARD", "冒烟 100%", "West gate"));
    String noise = service.submit(service.villager(), body.formatted("OTHER", "Noise, café", ""));
    String officer = service.issuer.token("o3", Set.of("officer"), town);
    http.post(triage(noise), officer, ANSWER);

    assertThat(ids(list("status=SUBMITTED", officer))).containsExactly(smoke, gone);
    assertThat(ids(list("status=ANSWERED,ALERTED", officer))).containsExactly(noise);
    assertThat(ids(list("status=SUBMITTED,ANSWERED", officer))).containsExactly(noise, smoke, gone);
    assertThat(ids(list("category=THEFT,OTHER", officer))).containsExactly(noise, gone);

    assertThat(ids(list("search=GATE", officer))).containsExactly(smoke, gone);
    assertThat(ids(list("search=%E5%86%92%E7%83%9F", officer))).containsExactly(smoke);
    assertThat(ids(list("search=0%25", officer))).containsExactly(smoke);
    assertThat(ids(list("search=_", officer))).isEmpty();
    // In either form of the same letter.
    assertThat(ids(list("search=caf%C3%A9", officer))).containsExactly(noise);
    assertThat(ids(list("search=cafe%CC%81", officer))).containsExactly(noise);

    String second = http.get(REPORTS + "/" + smoke, officer).text("submittedAt");
    assertThat(ids(list("from=" + second, officer))).containsExactly(noise, smoke);
    assertThat(ids(list("to=" + second, officer))).containsExactly(gone);
    assertThat(ids(list("from=" + second + "&to=2200-01-01T00:00:00Z&status=SUBMITTED", officer)))
        .containsExactly(smoke);
  }

  private Answer list(String query, String token) {
    return http.get(REPORTS + "?" + query, token);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit",
    "limit=201,limit",
    "limit=x,limit",
    "status=LOST,status",
    "status=,status",
    "category=,category",
    "'status=SUBMITTED,LOST',status",
    "status=SUBMITTED&status=CLUE,status",
    "category=UFO,category",
    "cursor=x,cursor",
    "jurisdiction=1,jurisdiction",
    "from=today,from",
    "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z,to",
    "search=%20,search",
    "state=OPEN,state"
  })
  void aBadParameterIsNamed(String query, String field) {
    Answer answer = http.get(REPORTS + "?" + query, service.officer());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @Test
  void theLongestPageHas200AndStaffAskForTheirJurisdictionOnly() {
    assertThat(http.get(REPORTS + "?limit=200", service.officer()).status()).isEqualTo(200);
    assertThat(http.get(REPORTS + "?jurisdiction=320382", service.officer()).status())
        .isEqualTo(403);
  }

  private static List<String> ids(Answer page) {
    return page.json().path("items").valueStream().map(item -> item.path("id").asString()).toList();
  }
}
