package muster.report;

import static muster.report.Requests.BIKE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import muster.contracts.place.JurisdictionCode;
import muster.report.intake.Report;
import muster.report.intake.postgres.ReportTable;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports by what somebody types. */
@OnRealServers
class ReportSearchTest {
  private final RunningService service = RunningService.get();

  private Answer search(String q, String token) {
    return service.http.get(
        "/api/search/reports?limit=50&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8), token);
  }

  private List<String> ids(String q, String token) {
    Answer found = search(q, token);
    assertThat(found.status()).as(found.toString()).isEqualTo(200);
    return found.json().get("items").valueStream().map(one -> one.get("id").asString()).toList();
  }

  private String submit(String token, String text, String address) {
    return service.submit(
        token,
        """
        {"category":"THEFT","text":"%s","address":"%s","jurisdiction":"320371003209"}
        """
            .formatted(text, address));
  }

  @Test
  void staffFindTheReportsOfTheirScopeByWordsAtOnceTheNewestFirst() {
    String mark = "m" + UUID.randomUUID().toString().substring(0, 8);
    String bike = submit(service.villager(), "电动车被盗 " + mark, "西朱村东口");
    String smoke = submit(service.villager(), "冒烟 100% " + mark, "西朱村");
    String officer = service.officer();

    assertThat(ids(mark, officer)).containsExactly(smoke, bike);
    assertThat(ids("西朱 " + mark, officer)).containsExactly(smoke, bike);
    assertThat(ids("电动 " + mark, officer)).containsExactly(bike);
    assertThat(ids("100% " + mark, officer)).containsExactly(smoke);
    assertThat(ids("朱西 " + mark, officer)).isEmpty();
    assertThat(ids(mark, service.officerElsewhere())).isEmpty();
    assertThat(ids(bike, officer)).containsExactly(bike);
    assertThat(ids(bike, service.officerElsewhere())).isEmpty();

    var first = search(bike, officer).json().get("items").get(0);
    assertThat(first.get("text").asString()).isEqualTo("电动车被盗 " + mark);
    assertThat(first.get("address").asString()).isEqualTo("西朱村东口");
    assertThat(first.get("status").asString()).isEqualTo("SUBMITTED");
    assertThat(first.get("jurisdiction").asString()).isEqualTo("320371003209");
    assertThat(first.has("submittedBy")).isFalse();
  }

  @Test
  void aReporterFindsTheirOwn() {
    String mark = "r" + UUID.randomUUID().toString().substring(0, 8);
    String me = service.issuer.token(UUID.randomUUID().toString(), Set.of("reporter"), "3203");
    String mine = submit(me, mark, "");
    String others = submit(service.villager(), mark, "");

    assertThat(ids(mark, me)).containsExactly(mine);
    assertThat(ids(others, me)).isEmpty();
    assertThat(ids(mine, me)).containsExactly(mine);
  }

  @Test
  void ofALongTextTheBeginningIsShown() {
    String mark = "l" + UUID.randomUUID().toString().substring(0, 8);
    String text = mark + "𠮷".repeat(400) + "the end";
    String id = submit(service.villager(), text, "");

    Answer found = search("the end", service.officer());
    assertThat(ids("the end " + mark, service.officer())).containsExactly(id);
    assertThat(found.json().get("items").valueStream())
        .filteredOn(one -> one.get("id").asString().equals(id))
        .singleElement()
        .satisfies(
            one -> {
              String shown = one.get("text").asString();
              assertThat(shown.codePointCount(0, shown.length())).isEqualTo(200);
              assertThat(text).startsWith(shown);
            });
  }

  @Test
  void amongAHundredThousandTheyAreFoundSoon() {
    JdbcClient database = JdbcClient.create(service.postgres.dataSource("report"));
    database
        .sql(
            """
            insert into report (id, submitted_at, submitted_by, category, text, address,
                                jurisdiction, status, version)
            select gen_random_uuid(), now(), 'many', 'THEFT',
                   '电动车被盗 number' || n, '第' || (n % 1000) || '小区', '880101', 'SUBMITTED', 0
            from generate_series(1, 100000) n
            """)
        .update();
    try {
      database.sql("vacuum analyze report").update();
      ReportTable table = new ReportTable(database);
      JurisdictionCode scope = new JurisdictionCode("88");
      for (List<String> terms :
          List.of(List.of("number77123"), List.of("电动"), List.of("被盗", "第321小区"), List.of("轿车"))) {
        List<Report> found = table.search("nobody", scope, terms, 10);
        assertThat(found.size())
            .isEqualTo(
                switch (terms.getFirst()) {
                  case "number77123" -> 1;
                  case "轿车" -> 0;
                  default -> 10;
                });
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
          long begun = System.nanoTime();
          assertThat(table.search("nobody", scope, terms, 10)).isEqualTo(found);
          best = Math.min(best, System.nanoTime() - begun);
        }
        assertThat(Duration.ofNanos(best)).as(terms.toString()).isLessThan(Duration.ofMillis(500));
      }
    } finally {
      database.sql("delete from report where submitted_by = 'many'").update();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', q",
    "q=, q",
    "q=%20, q",
    "q=%1B, q",
    "q=a&q=b, q",
    "q=a&limit=0, limit",
    "q=a&limit=51, limit",
    "q=a&status=ANSWERED, status"
  })
  void aBadParameterIsNamed(String query, String field) {
    Answer answer = service.http.get("/api/search/reports?" + query, service.officer());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @Test
  void aHundredCharactersMayBeLookedForAndNotOneMore() {
    service.submit(service.villager(), BIKE);
    assertThat(search("徐".repeat(100), service.officer()).status()).isEqualTo(200);
    assertThat(search("徐".repeat(101), service.officer()).problemFields()).containsExactly("q");
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    return RefusalContract.of(service.http, service.issuer)
        .with(
            RefusedEndpoint.of("GET", "/api/search/reports?q=a", service.officer())
                .otherMethod("POST", "GET"))
        .tests();
  }
}
