package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import muster.contracts.place.JurisdictionCode;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import muster.testbed.RefusalContract;
import muster.testbed.RefusedEndpoint;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.JurisdictionSearch;
import muster.volunteer.jurisdiction.command.WordTable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jurisdictions by what somebody types. */
@OnRealServers
class JurisdictionSearchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String county = registry.county;

  private Answer search(String q, String token) {
    return service.get(
        "/api/search/jurisdictions?limit=50&q=" + URLEncoder.encode(q, StandardCharsets.UTF_8),
        token);
  }

  private List<String> codes(String q) {
    Answer found = search(q, registry.dispatcher);
    assertThat(found.status()).as(found.toString()).isEqualTo(200);
    return found
        .json()
        .get("items")
        .valueStream()
        .map(one -> one.get("code").asString().substring(county.length()))
        .toList();
  }

  private void register(String code, String name) {
    Answer answer =
        service.post(
            "/api/jurisdictions",
            registry.dispatcher,
            "{\"code\":\"%s\",\"name\":\"%s\",\"parentCode\":\"%s\"}"
                .formatted(county + code, name, county + code.substring(0, code.length() - 3)));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
  }

  private void registerPlaces() {
    register("003", "大黄山镇");
    register("003209", "西朱村");
    register("003210", "朱西");
    register("003211", "西朱");
    register("003212", "吕梁村");
    register("003213", "单集村");
    await().atMost(PATIENCE).until(() -> codes("单集").size() == 1 && codes("西朱").size() == 2);
  }

  @Test
  void theyAreFoundByCodeNameAndReadingTheBestFirst() {
    registerPlaces();

    assertThat(codes("西朱")).containsExactly("003211", "003209");
    assertThat(codes("朱")).containsExactly("003210", "003209", "003211");
    assertThat(codes("村")).startsWith("001201").contains("003209", "003212", "003213");
    assertThat(codes("大黄 镇")).containsExactly("003");
    assertThat(codes(county + "003209")).containsExactly("003209");
    assertThat(codes(county + "0032")).hasSize(5);
    assertThat(codes(county + "003")).startsWith("003").hasSize(6);
    // Full readings and initials, however they are apart, and all readings that a character has.
    assertThat(codes("xizhu")).containsExactly("003209", "003211");
    assertThat(codes("Xi Zhu Cun")).containsExactly("003209");
    assertThat(codes("xi'zhu")).containsExactly("003209", "003211");
    assertThat(codes("xzc")).containsExactly("003209");
    assertThat(codes("dahuangshan")).containsExactly("003");
    assertThat(codes("lvliang")).containsExactly("003212");
    assertThat(codes("lüliang")).containsExactly("003212");
    assertThat(codes("shanji")).containsExactly("003213");
    assertThat(codes("danji")).containsExactly("003213");
    assertThat(codes("zhucun")).isEmpty();
    assertThat(codes("nowhere")).isEmpty();
    assertThat(codes("%")).isEmpty();
  }

  @Test
  void aNewNameIsFoundAndTheOldOneNotAnyMore() {
    register("003", "旧名镇");
    await().atMost(PATIENCE).until(() -> codes("旧名").size() == 1);
    Answer renamed =
        service.put(
            "/api/jurisdictions/" + county + "003",
            registry.dispatcher,
            "{\"name\":\"新名镇\",\"parentCode\":\"%s\"}".formatted(county));
    assertThat(renamed.status()).as(renamed.toString()).isEqualTo(200);

    await().atMost(PATIENCE).until(() -> codes("xinming").equals(List.of("003")));
    assertThat(codes("旧名")).isEmpty();
    assertThat(
            service
                .http
                .delete("/api/jurisdictions/" + county + "003", registry.dispatcher)
                .status())
        .isEqualTo(204);
    assertThat(codes("xinming")).isEmpty();
  }

  @Test
  void onlyWhatIsInScopeIsFound() {
    registerPlaces();

    Answer village = search("西朱", service.staff("officer", county + "003209"));
    assertThat(village.json().get("items").size()).isEqualTo(1);
    assertThat(village.json().at("/items/0/level").asString()).isEqualTo("VILLAGE");
    assertThat(village.json().at("/items/0/name").asString()).isEqualTo("西朱村");
    assertThat(search("西朱", service.staff("officer", "3206")).json().get("items").size()).isZero();
  }

  @Test
  void ofThoseThatAreFoundOnlySoManyAreShown() {
    registerPlaces();
    Answer two =
        service.get("/api/search/jurisdictions?limit=2&q=" + county + "00321", registry.dispatcher);
    assertThat(two.json().get("items").size()).isEqualTo(2);
    assertThat(two.json().at("/items/0/code").asString()).isEqualTo(county + "003210");
  }

  /** As many as two provinces have. */
  @Test
  void amongAHundredThousandTheyAreFoundSoon() {
    JdbcClient database = JdbcClient.create(service.database());
    database
        .sql(
            """
            insert into jurisdictions (code, name, version)
            select '88' || lpad(n::text, 10, '0'), chr(19968 + n % 20000) || '朱' || n || '村', 1
            from generate_series(1, 100000) n
            """)
        .update();
    try {
      database
          .sql(
              """
              insert into jurisdiction_words (code, name, pinyin)
              select code, name, 'qizhucun' || right(code, 5) || ' qzc' from jurisdictions
              where code like '88%' on conflict do nothing
              """)
          .update();
      database.sql("analyze jurisdictions").update();
      database.sql("analyze jurisdiction_words").update();
      WordTable words = service.context.getBean(WordTable.class);
      for (String q : List.of("朱77123", "77123村", "qizhucun77123", "qzc", "朱", "880000077123")) {
        JurisdictionSearch search =
            new JurisdictionSearch(new JurisdictionCode("88"), List.of(q), q, 10);
        List<Jurisdiction> found = words.search(search);
        assertThat(found).as(q).isNotEmpty();
        if (q.contains("77123")) {
          assertThat(found)
              .singleElement()
              .matches(one -> one.code().value().equals("880000077123"));
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
          long begun = System.nanoTime();
          assertThat(words.search(search)).isEqualTo(found);
          best = Math.min(best, System.nanoTime() - begun);
        }
        assertThat(Duration.ofNanos(best)).as(q).isLessThan(Duration.ofMillis(500));
      }
    } finally {
      database.sql("delete from jurisdictions where code like '88%'").update();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', q",
    "q=, q",
    "q=%20%E3%80%80, q",
    "q=%1B, q",
    "q=a&q=b, q",
    "q=a&limit=0, limit",
    "q=a&limit=51, limit",
    "q=a&level=TOWN, level"
  })
  void aBadParameterIsNamed(String query, String field) {
    Answer answer = service.get("/api/search/jurisdictions?" + query, registry.dispatcher);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.problemFields()).containsExactly(field);
  }

  @Test
  void aHundredCharactersMayBeLookedForAndNotOneMore() {
    assertThat(search("徐".repeat(100), registry.dispatcher).status()).isEqualTo(200);
    assertThat(search("徐".repeat(101), registry.dispatcher).problemFields()).containsExactly("q");
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    return RefusalContract.of(service.http, service.issuer)
        .with(
            RefusedEndpoint.of("GET", "/api/search/jurisdictions?q=a", registry.dispatcher)
                .wrongRole(service.staff("reporter", county))
                .outOfScope(service.staff("operator", ""))
                .otherMethod("DELETE", "GET"))
        .tests();
  }
}
