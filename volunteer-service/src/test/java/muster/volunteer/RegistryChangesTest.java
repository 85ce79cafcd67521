package muster.volunteer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who changed what in the registry, and who set somebody's duty. */
@OnRealServers
class RegistryChangesTest {
  private final RunningService service = RunningService.get();
  private final Registry registry = new Registry(service);
  private final JdbcClient database = JdbcClient.create(service.database());
  private final String name = "changer-" + registry.county;
  private final String changer =
      service.issuer.token(name, Set.of("officer", "volunteer"), registry.county);
  private final String id = registry.id("v", 1);
  private final String path = "/api/volunteers/" + id;
  private final String body = Registry.volunteer(id, registry.village);

  private List<String> changes() {
    return database
        .sql(
            """
            select kind || ' ' || thing_id || ' ' || action || ' ' || fields::text as change
            from registry_changes
            where changed_by = ? and changed_at > now() - interval '5 minutes'
              and changer_roles = array['officer', 'volunteer']
            order by id
            """)
        .param(name)
        .query(String.class)
        .list();
  }

  @Test
  void changesOfVolunteersAreRecordedWithoutWhatTheyHold() {
    assertThat(service.post("/api/volunteers", changer, body).status()).isEqualTo(201);
    assertThat(service.put(path, changer, body).status()).as("nothing new").isEqualTo(200);
    assertThat(
            service
                .put(path, changer, body.replace("王芳", "王丽").replace("12345678", "12345679"))
                .status())
        .isEqualTo(200);
    assertThat(service.put(path, changer, body.replace(registry.village, "3203")).status())
        .as("refused")
        .isEqualTo(403);
    assertThat(service.delete(path + "/account", changer).status()).isEqualTo(204);
    assertThat(service.delete(path + "/account", changer).status()).as("again").isEqualTo(204);
    assertThat(service.delete(path, changer).status()).isEqualTo(204);

    assertThat(changes())
        .containsExactly(
            "VOLUNTEER " + id + " CREATED {}",
            "VOLUNTEER " + id + " CHANGED {name,phone}",
            "VOLUNTEER " + id + " ACCOUNT_UNLINKED {}",
            "VOLUNTEER " + id + " ERASED {}");
  }

  @Test
  void changesOfTeamsAndJurisdictionsAreRecorded() {
    String member = registry.newVolunteer(1);
    String team = registry.id("t", 1);
    String town = registry.county + "077";
    String townBody =
        "{\"code\":\"%s\",\"name\":\"镇\",\"parentCode\":\"%s\"}".formatted(town, registry.county);
    assertThat(
            List.of(
                service.post("/api/jurisdictions", changer, townBody).status(),
                service
                    .put("/api/jurisdictions/" + town, changer, townBody.replace("镇", "城"))
                    .status(),
                service.delete("/api/jurisdictions/" + town, changer).status(),
                service
                    .post("/api/teams", changer, Registry.team(team, registry.village, "队"))
                    .status(),
                service
                    .put(
                        "/api/teams/" + team,
                        changer,
                        Registry.team(team, registry.village, "二队", member))
                    .status(),
                service.delete("/api/volunteers/" + member, changer).status(),
                service.delete("/api/teams/" + team, changer).status()))
        .containsExactly(201, 200, 204, 201, 200, 204, 204);

    assertThat(changes())
        .containsExactly(
            "JURISDICTION " + town + " CREATED {}",
            "JURISDICTION " + town + " CHANGED {name}",
            "JURISDICTION " + town + " REMOVED {}",
            "TEAM " + team + " CREATED {}",
            "TEAM " + team + " CHANGED {name,members}",
            "TEAM " + team + " CHANGED {members}",
            "VOLUNTEER " + member + " ERASED {}",
            "TEAM " + team + " REMOVED {}");
  }

  @Test
  void anImportIsRecordedLineByLine() {
    String other = registry.id("v", 2);
    String lines = body + "\n" + Registry.volunteer(other, registry.village) + "\n{}\n";
    for (int round = 0; round < 2; round++) {
      assertThat(
              service
                  .post("/api/volunteers/import", changer, "application/x-ndjson", lines)
                  .status())
          .isEqualTo(200);
    }
    assertThat(changes())
        .containsExactly("VOLUNTEER " + id + " CREATED {}", "VOLUNTEER " + other + " CREATED {}");
  }

  @Test
  void whoSetsSomebodyElsesDutyIsRecordedAndWhoSetsTheOwnIsNot() {
    assertThat(registry.newVolunteer(1)).isEqualTo(id);
    String presence = path + "/presence";
    String line =
        "{\"volunteerId\":\"%s\",\"onDuty\":true,\"location\":{\"latitude\":34.2,\"longitude\":117.3}}"
            .formatted(id);

    assertThat(service.put(presence, service.volunteer(id), "{\"onDuty\":true}").status())
        .isEqualTo(200);
    assertThat(service.put(presence, service.volunteer(id), "{\"onDuty\":false}").status())
        .isEqualTo(200);
    assertThat(service.put(presence, changer, "{\"onDuty\":false}").status())
        .as("changes nothing")
        .isEqualTo(200);
    for (String report : List.of("{\"volunteerId\":\"" + id + "\",\"onDuty\":true}", line)) {
      assertThat(
              service
                  .post("/api/presence/import", changer, "application/x-ndjson", report)
                  .json()
                  .get("updated")
                  .asInt())
          .isEqualTo(1);
    }
    assertThat(service.put(presence, changer, "{\"onDuty\":false}").status()).isEqualTo(200);

    assertThat(changes())
        .containsExactly(
            "PRESENCE " + id + " ON_DUTY {}",
            "PRESENCE " + id + " POSITION {}",
            "PRESENCE " + id + " OFF_DUTY {}");
  }

  @Test
  void confirmingAnAccountIsRecorded() {
    String officer = service.issuer.token("o-" + name, Set.of("officer"), registry.village);
    assertThat(service.post("/api/volunteers", officer, body).status()).isEqualTo(201);
    assertThat(service.put(path + "/account", changer, null).status()).isEqualTo(200);
    assertThat(service.put(path + "/account", changer, null).status()).as("again").isEqualTo(200);

    assertThat(changes()).containsExactly("VOLUNTEER " + id + " ACCOUNT_LINKED {}");
  }
}
