package muster.dispatch.alert.http;

import static muster.dispatch.RunningDispatch.alertBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Before another alert is added, those of the same kind that run nearby are shown. */
@OnRealServers
class NearbyTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();

  private JsonNode preview(String category, GeoPoint place) {
    Answer answer =
        dispatch.post("/api/alerts/preview", dispatch.newDispatcher(), alertBody(category, place));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().get("nearby");
  }

  @Test
  void previewAndAnswerShowTheNearestFirstWithNumberAndRoundedDistance() {
    GeoPoint place = RunningDispatch.newPlace();
    JsonNode near = dispatch.issue("THEFT", RunningDispatch.north(place, 994));
    JsonNode nearer = dispatch.issue("THEFT", RunningDispatch.north(place, 103));
    dispatch.issue("THEFT", RunningDispatch.north(place, -1_010));
    dispatch.issue("BRAWL", place);

    JsonNode shown = preview("THEFT", place);
    assertThat(shown.size()).isEqualTo(2);
    assertThat(shown.get(0).get("id")).isEqualTo(nearer.get("id"));
    assertThat(shown.get(0).get("number")).isEqualTo(nearer.get("number"));
    assertThat(shown.get(0).get("distanceMeters").asInt()).isEqualTo(100);
    assertThat(shown.get(0).get("headline").asString()).isEqualTo("Stolen e-bike");
    assertThat(shown.get(1).get("id")).isEqualTo(near.get("id"));
    assertThat(shown.get(1).get("distanceMeters").asInt()).isEqualTo(990);
    JsonNode issued = dispatch.issue("THEFT", place);
    assertThat(issued.get("nearby")).isEqualTo(shown);
    assertThat(dispatch.alert(issued.get("id").asString()).has("nearby")).isFalse();
  }

  @Test
  void whatIsOverOrHasMovedAwayIsNotShownAndWhatHasBecomeOfThisKindIs() {
    GeoPoint place = RunningDispatch.newPlace();
    JsonNode over = dispatch.issue("THEFT", place);
    JsonNode moved = dispatch.issue("THEFT", place);
    JsonNode changed = dispatch.issue("BRAWL", place);
    String dispatcher = dispatch.dispatcher();
    dispatch.post(
        "/api/alerts/" + over.get("id").asString() + "/resolution",
        dispatcher,
        "{\"outcome\":\"FOUND\"}");
    GeoPoint away = RunningDispatch.north(place, 5_000);
    dispatch.patch(
        "/api/alerts/" + moved.get("id").asString(),
        dispatcher,
        "{\"location\":{\"latitude\":%s,\"longitude\":%s,\"crs\":\"WGS84\"}}"
            .formatted(away.latitude(), away.longitude()));
    dispatch.patch(
        "/api/alerts/" + changed.get("id").asString(), dispatcher, "{\"category\":\"THEFT\"}");

    JsonNode shown = preview("THEFT", place);

    assertThat(shown.size()).isEqualTo(1);
    assertThat(shown.get(0).get("id")).isEqualTo(changed.get("id"));
  }

  @Test
  void oneThatWasOpenedAgainIsShownHoweverLongAgoItWasIssued() {
    GeoPoint place = RunningDispatch.newPlace();
    JsonNode again = dispatch.issue("THEFT", place);
    JsonNode old = dispatch.issue("THEFT", place);
    for (JsonNode alert : List.of(again, old)) {
      JdbcClient.create(dispatch.database())
          .sql("update alert set issued_at = issued_at - interval '30 hours' where alert_id = ?")
          .param(UUID.fromString(alert.get("id").asString()))
          .update();
    }
    assertThat(preview("THEFT", place).size()).isZero();
    String path = "/api/alerts/" + again.get("id").asString();
    dispatch.post(path + "/resolution", dispatch.dispatcher(), "{\"outcome\":\"FOUND\"}");
    assertThat(dispatch.post(path + "/reopening", dispatch.dispatcher(), null).status())
        .isEqualTo(200);

    JsonNode shown = preview("THEFT", place);

    assertThat(shown.size()).isEqualTo(1);
    assertThat(shown.get(0).get("id")).isEqualTo(again.get("id"));
    assertThat(dispatch.issue("THEFT", place).get("nearby")).isEqualTo(shown);
  }

  @Test
  void onlyAlertsOfTheOwnScopeAreShownAndTenAtMost() {
    GeoPoint place = RunningDispatch.newPlace();
    for (int i = 0; i < 11; i++) {
      dispatch.issue("OTHER", place);
    }
    assertThat(preview("OTHER", place).size()).isEqualTo(10);
    Answer elsewhere =
        dispatch.send(
            "POST",
            "/api/alerts",
            dispatch.token("dispatcher", "320382"),
            alertBody("OTHER", place).replace(RunningDispatch.JURISDICTION, "320382"),
            Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    assertThat(elsewhere.status()).as(elsewhere.toString()).isEqualTo(201);
    assertThat(elsewhere.json().get("nearby").size()).isZero();
  }
}
