package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import muster.testbed.OnRealServers;
import muster.volunteer.people.command.VolunteerCommands;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Telephone numbers: one form, found again, and told of when two have the same. */
@OnRealServers
class PhoneApiTest {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final String dispatcher = registry.dispatcher;
  private final JdbcClient database = JdbcClient.create(service.database());

  /** National and used by no other test. */
  private final String number = "100%08d".formatted(77_000_000 + NUMBERS.incrementAndGet());

  private String body(String id, String phone) {
    return Registry.volunteer(id, registry.village).replace("+8610012345678", phone);
  }

  private JsonNode create(int number, String phone) {
    var answer = service.post("/api/volunteers", dispatcher, body(registry.id("v", number), phone));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private List<String> ids(String query) {
    return ids(query, dispatcher);
  }

  private List<String> ids(String query, String token) {
    var answer = service.get("/api/volunteers?" + query, token);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().get("items").findValuesAsString("id");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static @Nullable List<String> sameAs(JsonNode volunteer) {
    JsonNode others = volunteer.get("samePhoneAs");
    return others == null ? null : others.valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void aNumberIsKeptInOneFormHoweverItIsWritten() {
    JsonNode created = create(1, number.replaceFirst("(.{3})(.{4})", "$1 $2-"));
    assertThat(created.get("phone").asString()).isEqualTo("+86" + number);

    var again =
        service.put(
            "/api/volunteers/" + registry.id("v", 1),
            dispatcher,
            body(registry.id("v", 1), "0086" + number));
    assertThat(again.json().get("version").asInt()).as("the same number").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"110", "138001380000", "1-800-FLOWERS", "", "13800138000 ext 5", "+"})
  void whatIsNoNumberIsAWrongFieldEverywhere(String phone) {
    String body = body(registry.id("v", 1), phone);
    var created = service.post("/api/volunteers", dispatcher, body);
    assertThat(created.status()).as(created.body()).isEqualTo(400);
    assertThat(created.problemFields()).containsExactly("phone");

    create(2, number);
    var replaced =
        service.put(
            "/api/volunteers/" + registry.id("v", 2), dispatcher, body(registry.id("v", 2), phone));
    assertThat(replaced.problemFields()).containsExactly("phone");

    var imported = service.post("/api/volunteers/import", dispatcher, "application/x-ndjson", body);
    assertThat(imported.json().at("/errors/0/field").asString()).isEqualTo("phone");
    assertThat(service.get("/api/volunteers?phone=" + encoded(phone), dispatcher).problemFields())
        .containsExactly("phone");
  }

  @Test
  void aVolunteerIsFoundByTheNumberHoweverItIsWritten() {
    create(1, number);
    create(2, number.replaceFirst("77", "78"));

    for (String written : List.of(number, "+86" + number, "0086 " + number, "86-" + number)) {
      assertThat(ids("phone=" + encoded(written))).as(written).containsExactly(registry.id("v", 1));
    }
    assertThat(ids("phone=" + number + "&search=" + encoded("李"))).isEmpty();
    assertThat(ids("phone=13800138000")).isEmpty();
    assertThat(ids("phone=" + number, service.staff("officer", "3203"))).isEmpty();
  }

  @Test
  void whoMayNotSeeNumbersMayNotLookForThem() {
    create(1, number);
    String operator = service.staff("operator", registry.county);

    assertThat(service.get("/api/volunteers?phone=" + number, operator).status()).isEqualTo(403);
    assertThat(service.get("/api/volunteers?samePhone=true", operator).status()).isEqualTo(403);
    assertThat(service.get("/api/volunteers", operator).status()).isEqualTo(200);
  }

  @Test
  void lookingForANumberIsRecordedAsAReadOfIt() {
    create(1, number);
    String officer =
        service.issuer.token("finder-" + number, java.util.Set.of("officer"), registry.county);

    assertThat(ids("phone=" + number, officer)).hasSize(1);

    assertThat(
            database
                .sql("select fields::text from personal_data_reads where reader = ?")
                .param("finder-" + number)
                .query(String.class)
                .list())
        .containsExactly("{name,jurisdiction,subject,phone}");
  }

  @Test
  void twoWithOneNumberAreBothTakenAndTheOtherIsTold() {
    String one = registry.id("v", 1);
    String two = registry.id("v", 2);
    assertThat(sameAs(create(1, number))).isNull();
    assertThat(sameAs(create(2, "+86 " + number))).containsExactly(one);
    create(3, number.replaceFirst("77", "78"));

    JsonNode list = service.get("/api/volunteers", dispatcher).json().get("items");
    assertThat(sameAs(list.get(0))).containsExactly(two);
    assertThat(sameAs(list.get(1))).containsExactly(one);
    assertThat(sameAs(list.get(2))).isNull();
    assertThat(ids("samePhone=true")).containsExactly(one, two);
    assertThat(ids("samePhone=false")).containsExactly(registry.id("v", 3));

    String path = "/api/volunteers/" + one;
    JsonNode read = service.get(path, dispatcher).json();
    assertThat(sameAs(read)).containsExactly(two);
    assertThat(service.put(path, dispatcher, read.toString()).json()).isEqualTo(read);
    assertThat(sameAs(service.get(path, service.volunteer(one)).json()))
        .as("whose number it is, too, is nobody else's business")
        .isNull();
    assertThat(sameAs(service.get(path, service.staff("operator", registry.county)).json()))
        .isNull();
    assertThat(sameAs(service.get(path, service.staff("officer", registry.village)).json()))
        .containsExactly(two);
  }

  @Test
  void whoIsOutsideTheCallersScopeIsNotTold() {
    create(1, number);
    Registry elsewhere = new Registry(service);
    var other =
        service.post(
            "/api/volunteers",
            elsewhere.dispatcher,
            Registry.volunteer(elsewhere.id("v", 1), elsewhere.village)
                .replace("+8610012345678", number));

    assertThat(other.status()).as(other.body()).isEqualTo(201);
    assertThat(sameAs(other.json())).isNull();
    assertThat(ids("samePhone=true", elsewhere.dispatcher)).isEmpty();
  }

  @Test
  void aNumberThatAnOlderVersionWroteIsFoundOnceItIsDigested() {
    String one = registry.id("v", 1);
    create(1, number);
    create(2, number.replaceFirst("77", "78"));
    // As an older version would: the number alone, be it a new one or the first.
    assertThat(
            database
                .sql(
                    "update volunteers set phone_digest_nonce = '\\x00', phone_digest = '\\x00' where id = ?")
                .param(one)
                .update())
        .isEqualTo(1);
    assertThat(ids("phone=" + number)).isEmpty();

    service.context.getBean(VolunteerCommands.class).digestPhones(1);
    service.context.getBean(VolunteerCommands.class).digestPhones(1);

    assertThat(ids("phone=" + number)).containsExactly(one);
  }

  @Test
  void aNumberThatCannotBeReadKeepsNobodyElseFromBeingFound() {
    create(1, number);
    create(2, number);
    assertThat(
            database
                .sql(
                    "update volunteers set phone = '\\x01', phone_digest_nonce = null where id = ?")
                .param(registry.id("v", 1))
                .update())
        .isEqualTo(1);
    try {
      service.context.getBean(VolunteerCommands.class).digestPhones(1);
      assertThat(ids("phone=" + number)).containsExactly(registry.id("v", 2));
    } finally {
      assertThat(
              database
                  .sql("update volunteers set phone = null where id = ?")
                  .param(registry.id("v", 1))
                  .update())
          .isEqualTo(1);
    }
  }

  @Test
  void aNameIsFoundInWhateverUnicodeFormItWasStored() {
    create(1, number);
    assertThat(
            database
                .sql("update volunteers set name = ? where id = ?")
                .params("Re\u0301mi", registry.id("v", 1))
                .update())
        .isEqualTo(1);

    assertThat(ids("search=" + encoded("r\u00E9m"))).containsExactly(registry.id("v", 1));
    assertThat(ids("search=" + encoded("Re\u0301"))).containsExactly(registry.id("v", 1));
  }
}
