package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import muster.contracts.Topics;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class VolunteerApiTest {
  private static final String PHONE = "+8610012345678";

  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String dispatcher = registry.dispatcher;
  private final JdbcClient database = JdbcClient.create(service.database());

  @Test
  void aVolunteerIsRegisteredReadAndReplacedAndToldOfWithoutPersonalData() {
    String id = registry.id("v", 1);
    String body = Registry.volunteer(id, registry.village);

    var created = service.post("/api/volunteers", dispatcher, body);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/api/volunteers/" + id);
    assertThat(service.get("/api/volunteers/" + id, dispatcher).json()).isEqualTo(created.json());
    assertThat(service.post("/api/volunteers", dispatcher, body).status()).isEqualTo(409);

    var renamed = service.put("/api/volunteers/" + id, dispatcher, body.replace("王芳", "王丽"));
    assertThat(renamed.json().get("version").asInt()).isEqualTo(2);
    assertThat(renamed.json().get("name").asString()).isEqualTo("王丽");

    try (Topic events = new Topic(service, Topics.Name.VOLUNTEER_EVENTS)) {
      var registered = events.await(id, 1).getFirst();
      assertThat(Topic.type(registered)).isEqualTo("volunteer.registered.v1");
      assertThat(new String(registered.value(), StandardCharsets.UTF_8)).doesNotContain("王", PHONE);
    }
  }

  @Test
  void anIdIsMadeUpWhenNoneIsGiven() {
    var created =
        service.post(
            "/api/volunteers",
            dispatcher,
            "{\"name\":\"李强\",\"jurisdiction\":\"%s\"}".formatted(registry.village));

    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.json().get("id").asString()).startsWith("v-");
    assertThat(created.json().has("phone")).isFalse();
  }

  @Test
  void phoneNumbersAreShownToThoseWhoMayRingUpAndMaskedForOthers() {
    String id = registry.newVolunteer(1);
    String path = "/api/volunteers/" + id;

    assertThat(phone(path, dispatcher)).isEqualTo(PHONE);
    assertThat(phone(path, service.staff("officer", registry.county))).isEqualTo(PHONE);
    assertThat(phone(path, service.volunteer(id))).as("one's own").isEqualTo(PHONE);
    assertThat(phone(path, service.staff("operator", registry.county))).isEqualTo("************78");
    assertThat(service.get("/api/volunteers", service.staff("operator", registry.county)).body())
        .doesNotContain(PHONE);
  }

  private String phone(String path, String token) {
    return service.get(path, token).json().get("phone").asString();
  }

  @Test
  void phoneNumbersAreEncryptedAtRest() {
    String one = registry.newVolunteer(1);
    String two = registry.newVolunteer(2);

    byte[] first = stored(one);
    byte[] second = stored(two);

    assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("12345678");
    assertThat(first).as("the same number looks different each time").isNotEqualTo(second);
    assertThat(
            database
                .sql("update volunteers set phone = ? where id = ?")
                .params(first, two)
                .update())
        .isEqualTo(1);
    assertThat(service.get("/api/volunteers/" + two, dispatcher).status())
        .as("another's number does not fit")
        .isEqualTo(500);
    database.sql("update volunteers set phone = null where id = ?").param(two).update();
  }

  private byte[] stored(String id) {
    return database
        .sql("select phone from volunteers where id = ?")
        .param(id)
        .query((row, number) -> row.getBytes(1))
        .single();
  }

  @Test
  void eachReadIsRecordedWithWhoWhenAndWhom() {
    String one = registry.newVolunteer(1);
    String two = registry.newVolunteer(2);
    String operator =
        service.issuer.token("curious-" + registry.county, Set.of("operator"), registry.county);

    assertThat(service.get("/api/volunteers/" + one, operator).status()).isEqualTo(200);
    assertThat(service.get("/api/volunteers", operator).json().get("items").size()).isEqualTo(2);
    assertThat(service.get("/api/volunteers/" + one + "/presence", operator).status())
        .isEqualTo(200);
    assertThat(service.get("/api/volunteers/" + two, service.staff("officer", "3203")).status())
        .as("what is not shown is not recorded")
        .isEqualTo(404);

    List<Map<String, Object>> reads =
        database
            .sql(
                """
                select volunteer_id, fields::text as fields, reader_roles::text as roles
                from personal_data_reads where reader = ? and read_at > now() - interval '1 minute'
                order by id
                """)
            .param("curious-" + registry.county)
            .query()
            .listOfRows();
    assertThat(reads)
        .extracting(row -> row.get("volunteer_id") + " " + row.get("fields") + row.get("roles"))
        .containsExactly(
            one + " {name,jurisdiction,subject}{operator}",
            one + " {name,jurisdiction,subject}{operator}",
            two + " {name,jurisdiction,subject}{operator}",
            one + " {onDuty}{operator}");
  }

  @Test
  void anAccountBelongsToOneVolunteer() {
    String one = registry.newVolunteer(1);
    String taken =
        Registry.volunteer(registry.id("v", 2), registry.village)
            .replace("\"subject\":\"" + registry.id("v", 2), "\"subject\":\"" + one);

    var answer = service.post("/api/volunteers", dispatcher, taken);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().get("detail").asString()).contains("account");
  }

  @Test
  void aVolunteerIsMovedOnlyBetweenJurisdictionsOfOnesOwn() {
    String id = registry.newVolunteer(1);
    String away = Registry.volunteer(id, "320371003209");

    assertThat(service.put("/api/volunteers/" + id, dispatcher, away).status()).isEqualTo(403);
    assertThat(
            service
                .put("/api/volunteers/" + id, service.staff("dispatcher", "3203"), away)
                .status())
        .as("the same as for somebody who is not there")
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "王芳           | ''                        | name",
        "+8610012345678 | 100-1234                  | phone",
        "+8610012345678 | 1234                      | phone",
        "+8610012345678 | 123456789012345678901     | phone",
        "\"phone\"      | \"telephone\"             | telephone",
      })
  void aWrongFieldIsNamed(String good, String bad, String field) {
    String body = Registry.volunteer(registry.id("v", 1), registry.village);

    var answer =
        service.post("/api/volunteers", dispatcher, body.replace(good.strip(), bad.strip()));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo(field.strip());
    assertThat(answer.body()).doesNotContain("100-1234", "王芳");
  }

  @Test
  void limitsHoldAtTheirEdgesForNewOnesAndForReplacedOnes() {
    String body = Registry.volunteer(registry.id("v", 1), registry.village);
    String path = "/api/volunteers/" + registry.id("v", 1);
    String longest = body.replace("王芳", "王".repeat(50));

    assertThat(service.post("/api/volunteers", dispatcher, longest).status()).isEqualTo(201);
    for (String wrong :
        List.of(
            body.replace("王芳", "王".repeat(51)),
            body.replaceFirst(
                "\"subject\":\"[^\"]*\"", "\"subject\":\"" + "s".repeat(129) + "\""))) {
      assertThat(service.post("/api/volunteers", dispatcher, wrong).status()).isEqualTo(400);
      var replaced = service.put(path, dispatcher, wrong);
      assertThat(replaced.status()).as(replaced.body()).isEqualTo(400);
      assertThat(replaced.json().get("errors").get(0).get("field").asString())
          .isIn("name", "subject");
    }
    assertThat(service.put(path, dispatcher, "{").status()).isEqualTo(400);
    assertThat(service.put(path, dispatcher, body.replace("王芳", "王".repeat(30_000))).status())
        .isEqualTo(413);
    assertThat(service.get(path, dispatcher).json().get("version").asInt()).isEqualTo(1);
  }

  @Test
  void anUnregisteredJurisdictionIsAWrongField() {
    var answer =
        service.post(
            "/api/volunteers",
            dispatcher,
            Registry.volunteer(registry.id("v", 1), registry.county + "999"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors").get(0).get("field").asString())
        .isEqualTo("jurisdiction");
  }

  @Test
  void aListIsFiltered() {
    String one = registry.newVolunteer(1);
    String two = registry.newVolunteer(2);
    String team = registry.newTeam(1, two);
    assertThat(
            service
                .put("/api/volunteers/" + one + "/presence", dispatcher, "{\"onDuty\":true}")
                .status())
        .isEqualTo(200);

    assertThat(ids("?teamId=" + team)).containsExactly(two);
    assertThat(ids("?onDuty=true")).containsExactly(one);
    assertThat(ids("?onDuty=false")).containsExactly(two);
    assertThat(ids("?search=%E7%8E%8B")).containsExactly(one, two);
    assertThat(ids("?search=%E6%9D%8E")).isEmpty();
    assertThat(service.get("/api/volunteers?onDuty=maybe", dispatcher).status()).isEqualTo(400);
  }

  private List<String> ids(String query) {
    return service
        .get("/api/volunteers" + query, dispatcher)
        .json()
        .get("items")
        .valueStream()
        .map(item -> item.get("id").asString())
        .toList();
  }
}
