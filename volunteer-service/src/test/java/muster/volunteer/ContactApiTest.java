package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import muster.contracts.EventCodec;
import muster.contracts.EventEnvelope;
import muster.contracts.TimeOrderedIds;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.CallOutTerms;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.PickReason;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who issued an alert rings up a team that was called from elsewhere. */
@OnRealServers
class ContactApiTest {
  private static final EventCodec CODEC = new EventCodec();

  private final RunningService service = RunningService.get();
  private final Registry home = new Registry(service);
  private final Registry elsewhere = new Registry(service);
  private final String captain = home.newVolunteer(1);
  private final String member = home.newVolunteer(2);
  private final String team = home.newTeam(1, captain, member);
  private final UUID alert = TimeOrderedIds.next();

  @Test
  void whoeverIsResponsibleForTheAlertGetsTheCaptainOfATeamFromElsewhere() {
    issue(alert);
    offer(alert, team, Instant.now());
    Answer answer = contact(elsewhere.dispatcher, team, alert);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().get("teamId").asString()).isEqualTo(team);
    assertThat(answer.json().get("name").asString()).isEqualTo("一队");
    assertThat(answer.json().get("people").size()).isEqualTo(1);
    var person = answer.json().get("people").get(0);
    assertThat(person.get("volunteerId").asString()).isEqualTo(captain);
    assertThat(person.get("name").asString()).isEqualTo("王芳");
    assertThat(person.get("phone").asString()).isEqualTo("+8610012345678");
    assertThat(person.get("role").asString()).isEqualTo("CAPTAIN");
    assertThat(service.get("/api/volunteers/" + captain, elsewhere.dispatcher).status())
        .as("and nothing else")
        .isEqualTo(404);
  }

  @Test
  void eachReadIsRecordedAndARefusalIsNone() {
    issue(alert);
    String reader = "reader-" + alert;
    String officer = service.issuer.token(reader, Set.of("officer"), elsewhere.county);
    assertThat(contact(officer, team, alert).status()).as("not called yet").isEqualTo(404);
    assertThat(reads(reader)).isEmpty();

    offer(alert, team, Instant.now());
    assertThat(contact(officer, team, alert).status()).isEqualTo(200);
    assertThat(contact(officer, team, alert).status()).isEqualTo(200);
    Map<String, Object> read = Map.of("volunteer_id", captain, "shown", "name phone");
    assertThat(reads(reader)).containsExactly(read, read);
  }

  @Test
  void aTeamThatCameFromAMergedAlertIsRungUpToo() {
    issue(alert);
    publish(
        new DispatchEvent.TaskTakenOver(
            alert,
            Instant.now(),
            UUID.randomUUID(),
            team,
            "一队",
            new JurisdictionCode(home.village),
            UUID.randomUUID(),
            UUID.randomUUID(),
            DispatchEvent.TaskTakenOver.Standing.EN_ROUTE,
            null,
            new PickReason(120, 52, PickReason.From.POSITION, 3L, 2, 1),
            60,
            null,
            List.of()));
    assertThat(contact(elsewhere.dispatcher, team, alert).status()).isEqualTo(200);
  }

  @Test
  void anIdOfATimeBeforeAllTimesIsOfNoAlert() {
    UUID first = UUID.fromString("00000000-0000-7000-8000-000000000000");
    assertThat(contact(elsewhere.dispatcher, team, first).status()).isEqualTo(404);
  }

  @Test
  void aTeamWithoutACaptainIsRungUpByAnybody() {
    String teamId = home.id("t", 2);
    String body =
        Registry.team(teamId, home.village, "二队", captain, member).replace("CAPTAIN", "MEMBER");
    assertThat(service.post("/api/teams", home.dispatcher, body).status()).isEqualTo(201);
    issue(alert);
    offer(alert, teamId, Instant.now());
    assertThat(
            contact(elsewhere.dispatcher, teamId, alert)
                .json()
                .get("people")
                .findValuesAsString("volunteerId"))
        .containsExactlyInAnyOrder(captain, member);
  }

  @Test
  void besideTheCaptainOneIsNamedWhoIsOnDutyAndCanBeRungUp() {
    String mute = home.id("v", 3);
    String third = home.newVolunteer(4);
    registerWithoutPhone(mute);
    String teamId = home.newTeam(4, captain, member, mute, third);
    issue(alert);
    offer(alert, teamId, Instant.now());
    assertThat(people(teamId)).containsExactly(captain);

    onDuty(mute);
    assertThat(people(teamId)).as("on duty, but without a phone").containsExactly(captain);
    onDuty(third);
    assertThat(people(teamId)).containsExactly(captain, third);
    onDuty(member);
    assertThat(people(teamId)).as("one is enough").containsExactly(captain, member);
    String reader = "reader-" + alert;
    String officer = service.issuer.token(reader, Set.of("officer"), elsewhere.county);
    assertThat(contact(officer, teamId, alert).status()).isEqualTo(200);
    assertThat(reads(reader))
        .containsExactlyInAnyOrder(
            Map.of("volunteer_id", captain, "shown", "name phone"),
            Map.of("volunteer_id", member, "shown", "name phone"));
  }

  @Test
  void ofACaptainWithoutAPhoneSomebodyElseIsNamedOnDutyOrNot() {
    String mute = home.id("v", 3);
    registerWithoutPhone(mute);
    String teamId = home.newTeam(4, mute, captain, member);
    issue(alert);
    offer(alert, teamId, Instant.now());
    assertThat(people(teamId)).containsExactly(mute, captain);

    onDuty(member);
    assertThat(people(teamId)).containsExactly(mute, member);

    String alone = home.newTeam(5, mute);
    offer(alert, alone, Instant.now());
    assertThat(people(alone)).containsExactly(mute);
  }

  private void registerWithoutPhone(String id) {
    String body = Registry.volunteer(id, home.village);
    String without = body.replace("\"phone\":\"+8610012345678\",", "");
    assertThat(service.post("/api/volunteers", home.dispatcher, without).status()).isEqualTo(201);
  }

  private void onDuty(String volunteerId) {
    assertThat(
            service
                .put(
                    "/api/volunteers/" + volunteerId + "/presence",
                    service.volunteer(volunteerId),
                    "{\"onDuty\":true}")
                .status())
        .isEqualTo(200);
  }

  private List<String> people(String teamId) {
    Answer answer = contact(elsewhere.dispatcher, teamId, alert);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().get("people").findValuesAsString("volunteerId");
  }

  @Test
  void anAlertThatComesFromAReportHasAnIdWithoutATime() {
    UUID ofReport = UUID.nameUUIDFromBytes(alert.toString().getBytes(CHARSET));
    issue(ofReport);
    offer(ofReport, team, Instant.now());
    assertThat(contact(elsewhere.dispatcher, team, ofReport).status()).isEqualTo(200);
  }

  @Test
  void nobodyElseIsToldAnythingAndAllRefusalsAreTheSame() {
    issue(alert);
    offer(alert, team, Instant.now());
    UUID other = TimeOrderedIds.next();
    issue(other);
    Registry third = new Registry(service);

    String unknown = contact(elsewhere.dispatcher, "t-nobody", alert).body();
    assertThat(unknown).contains("There is no such team.");
    for (Answer refused :
        List.of(
            contact(third.dispatcher, team, alert),
            contact(elsewhere.dispatcher, team, other),
            contact(elsewhere.dispatcher, team, TimeOrderedIds.next()),
            contact(elsewhere.dispatcher, home.newTeam(3, captain), alert))) {
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.json().get("detail").asString()).isEqualTo("There is no such team.");
      assertThat(refused.body().replace(refused.json().get("instance").asString(), ""))
          .doesNotContain(home.county);
    }
    String operator = service.staff("operator", elsewhere.county);
    assertThat(contact(operator, team, alert).status()).isEqualTo(403);
    assertThat(contact(service.volunteer(captain), team, alert).status()).isEqualTo(403);
  }

  @Test
  void aDayAfterTheCallItIsOver() {
    issue(alert);
    offer(alert, team, Instant.now().minus(Duration.ofHours(24)));
    assertThat(contact(elsewhere.dispatcher, team, alert).status()).isEqualTo(404);
    offer(alert, team, Instant.now().minus(Duration.ofHours(24)).plusSeconds(60));
    assertThat(contact(elsewhere.dispatcher, team, alert).status()).isEqualTo(200);
  }

  @Test
  void theNumberIsAsGoodAsTheId() {
    int number = newNumber();
    issue(alert, elsewhere.village, number);
    assertThat(contact(elsewhere.dispatcher, team, number).status())
        .as("not called yet")
        .isEqualTo(404);
    offer(alert, team, Instant.now());

    Answer byNumber = contact(elsewhere.dispatcher, team, number);
    assertThat(byNumber.status()).as(byNumber.toString()).isEqualTo(200);
    assertThat(byNumber.json()).isEqualTo(contact(elsewhere.dispatcher, team, alert).json());
    assertThat(contact(elsewhere.dispatcher, team, newNumber()).status()).isEqualTo(404);
  }

  @Test
  void aNumberThatWasGivenAgainMeansTheNewestInTheCallersScope() {
    int number = newNumber();
    Registry third = new Registry(service);
    UUID older = TimeOrderedIds.next();
    issue(older, elsewhere.village, number);
    issue(alert, third.village, number);
    offer(older, team, Instant.now());
    offer(alert, team, Instant.now());

    assertThat(contact(elsewhere.dispatcher, team, number).status()).isEqualTo(200);
    assertThat(contact(third.dispatcher, team, number).status()).isEqualTo(200);
    Answer stranger = contact(new Registry(service).dispatcher, team, number);
    assertThat(stranger.status()).isEqualTo(404);
    assertThat(stranger.json().get("detail").asString()).isEqualTo("There is no such team.");
    assertThat(contact(service.staff("operator", elsewhere.county), team, number).status())
        .isEqualTo(403);
  }

  @Test
  void anAlertMustBeNamed() {
    for (String query :
        List.of(
            "",
            "?alertId=9999",
            "?alertId=100000000",
            "?alertId=nonsense",
            "?alertId=40317&alertId=40318",
            "?alertId=" + alert + "&why=because")) {
      assertThat(
              service.get("/api/teams/" + team + "/contact" + query, elsewhere.dispatcher).status())
          .as(query)
          .isEqualTo(400);
    }
  }

  private static final java.nio.charset.Charset CHARSET = java.nio.charset.StandardCharsets.UTF_8;

  private static int newNumber() {
    return ThreadLocalRandom.current().nextInt(10_000, 99_999_999);
  }

  private Answer contact(String token, String teamId, Object alertId) {
    return service.get("/api/teams/" + teamId + "/contact?alertId=" + alertId, token);
  }

  private List<Map<String, Object>> reads(String reader) {
    return JdbcClient.create(service.database())
        .sql(
            """
            select volunteer_id, array_to_string(fields, ' ') shown
            from personal_data_reads where reader = ? order by id
            """)
        .param(reader)
        .query()
        .listOfRows();
  }

  private void issue(UUID alertId) {
    issue(alertId, elsewhere.village, null);
  }

  private void issue(UUID alertId, String village, @Nullable Integer number) {
    publish(
        new DispatchEvent.AlertIssued(
            alertId,
            Instant.now(),
            "dispatcher-1",
            AlertOrigin.commandCenter(),
            Category.DROWNING,
            new AlertDetails(
                Severity.SEVERE, "In the canal", "", new GeoPoint(34.2, 117.3), "at the lock"),
            new JurisdictionCode(village),
            new CallOutTerms(
                2,
                1,
                5,
                2,
                3_000,
                2,
                3,
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofHours(4),
                Set.of(),
                true),
            number,
            null));
  }

  private void offer(UUID alertId, String teamId, Instant at) {
    publish(
        new DispatchEvent.TaskOffered(
            alertId,
            at,
            UUID.randomUUID(),
            teamId,
            "一队",
            1,
            new PickReason(120, 52, PickReason.From.BASE, null, 2, 1),
            at.plusSeconds(60),
            null,
            null,
            null,
            new JurisdictionCode(home.village)));
  }

  private void publish(DispatchEvent event) {
    var encoded =
        CODEC.encode(new EventEnvelope<>(UUID.randomUUID(), "/dispatch-service", 1, null, event));
    Map<String, Object> settings =
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, service.kafka.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      var record = new ProducerRecord<>(encoded.topic(), encoded.key(), encoded.value());
      encoded.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(CHARSET)));
      producer.send(record).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
