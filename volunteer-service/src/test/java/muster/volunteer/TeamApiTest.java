package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TeamApiTest {
  private final RunningService service = RunningService.get();
  private final String county = service.newCounty();
  private final String village = county + "001201";
  private final String dispatcher = service.staff("dispatcher", county);

  @Test
  void aTeamIsRegisteredReadReplacedAndDisbanded() {
    String volunteer = "v-" + county + "-1";
    var registered =
        service.post(
            "/api/volunteers",
            dispatcher,
            """
            {"id":"%1$s","name":"王芳","subject":"%1$s","phone":"+8613800138000","jurisdiction":"%2$s"}
            """
                .formatted(volunteer, village));
    assertThat(registered.status()).as(registered.body()).isEqualTo(201);
    var created =
        service.post(
            "/api/teams",
            dispatcher,
            """
            {"id":"t-%1$s-1","name":"西朱村义警一队","jurisdiction":"%2$s","kind":"village-watch",
             "base":{"latitude":34.29,"longitude":117.34},"capabilities":["first-aid"],
             "members":[{"volunteerId":"%3$s","role":"CAPTAIN"}]}
            """
                .formatted(county, village, volunteer));
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/api/teams/t-" + county + "-1");
    assertThat(created.json().get("version").asInt()).isEqualTo(1);

    var read = service.get("/api/teams/t-" + county + "-1", dispatcher);
    assertThat(read.json()).isEqualTo(created.json());

    var disbanded = service.delete("/api/teams/t-" + county + "-1", dispatcher);
    assertThat(disbanded.status()).as(disbanded.body()).isEqualTo(204);
    assertThat(service.get("/api/teams/t-" + county + "-1", dispatcher).status()).isEqualTo(404);
  }
}
