package muster.dispatch.alert.http;

import static muster.dispatch.RunningDispatch.alertBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import muster.contracts.place.GeoPoint;
import muster.dispatch.RunningDispatch;
import muster.testbed.HttpApi.Answer;
import muster.testbed.OnBothKinds;
import org.junit.jupiter.api.Test;

@OnBothKinds
class IdempotencyTest {
  private final RunningDispatch dispatch = RunningDispatch.shared();

  @Test
  void theSameKeyAndBodyGetTheSameAnswerWhateverHappenedSince() {
    String key = UUID.randomUUID().toString();
    String body = alertBody("THEFT", RunningDispatch.newPlace());
    Answer first = dispatch.issue(body, key);
    dispatch.post(
        first.header("Location") + "/cancellation", dispatch.dispatcher(), "{\"reason\":\"x\"}");

    Answer again = dispatch.issue(body.replace("\n", " "), key);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
  }

  @Test
  void theSameKeyWithAnotherBodyIs422() {
    String key = UUID.randomUUID().toString();
    String body = alertBody("THEFT", RunningDispatch.newPlace());
    dispatch.issue(body, key);

    Answer other = dispatch.issue(body.replace("Red", "Blue"), key);

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().get("type").asString()).isEqualTo("/problems/idempotency-key-reused");
  }

  @Test
  void theSameKeyOfAnotherAccountIsAnotherRequest() {
    String key = UUID.randomUUID().toString();
    String body = alertBody("THEFT", RunningDispatch.newPlace());
    Answer mine = dispatch.issue(body, key);

    Answer theirs =
        dispatch.send(
            "POST", "/api/alerts", dispatch.token("officer"), body, Map.of("Idempotency-Key", key));

    assertThat(theirs.status()).isEqualTo(201);
    assertThat(theirs.json().get("id")).isNotEqualTo(mine.json().get("id"));
  }

  @Test
  void aKeyOfARefusedRequestCanBeUsed() {
    String key = UUID.randomUUID().toString();
    String body = alertBody("THEFT", RunningDispatch.newPlace());
    assertThat(dispatch.issue(body.replace("THEFT", "ARSON"), key).status()).isEqualTo(400);

    assertThat(dispatch.issue(body, key).status()).isEqualTo(201);
  }

  @Test
  void repetitionsAtTheSameMomentIssueOneAlertAndTakeNoTeamFromIt() throws Exception {
    GeoPoint place = RunningDispatch.newPlace();
    List<String> teams = dispatch.seedTeams(place, 12, 100);
    String key = UUID.randomUUID().toString();
    String body = alertBody("CROWD", place);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers =
          IntStream.range(0, 20)
              .mapToObj(i -> threads.submit(() -> dispatch.issue(body, key)))
              .toList();
      String expected = answers.getFirst().get().body();
      assertThat(RunningDispatch.calledTeams(answers.getFirst().get().json()))
          .isEqualTo(teams.subList(0, 6));
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(201);
        assertThat(answer.get().body()).isEqualTo(expected);
      }
    }
  }
}
