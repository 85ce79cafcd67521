package muster.demo.xuzhou;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.EventCodec;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.TeamSnapshot;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class XuzhouGeneratorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant AT = Instant.parse("2022-03-12T02:00:00Z");
  private static final double WITHIN_METERS = 3_000;

  private static final Map<JurisdictionCode, Village> VILLAGES =
      CityTree.read().villages().stream()
          .collect(Collectors.toMap(Village::code, Function.identity()));

  private static List<String> everything(XuzhouGenerator generator) {
    return Stream.of(
            generator.jurisdictionLines(),
            generator.volunteerLines(),
            generator.teamLines(),
            generator.presenceLines())
        .flatMap(Function.identity())
        .toList();
  }

  @Test
  void theSameSeedGivesTheSameOutput() {
    assertThat(everything(XuzhouGenerator.city(7, 500, 0.3)))
        .isEqualTo(everything(XuzhouGenerator.city(7, 500, 0.3)));
    assertThat(everything(XuzhouGenerator.demo())).isEqualTo(everything(XuzhouGenerator.demo()));
  }

  @Test
  void anotherSeedGivesOtherTeams() {
    assertThat(XuzhouGenerator.city(7, 500, 0.3).teamLines().toList())
        .isNotEqualTo(XuzhouGenerator.city(8, 500, 0.3).teamLines().toList());
  }

  @Test
  void moreTeamsLeaveTheFirstOnesAsTheyAre() {
    List<GeneratedTeam> few = XuzhouGenerator.city(7, 100, 0.3).teams().toList();
    List<GeneratedTeam> more = XuzhouGenerator.city(7, 102, 0.3).teams().limit(100).toList();

    assertThat(more).isEqualTo(few);
  }

  @Test
  void theTreeIsTheOfficialOne() {
    List<String> lines = XuzhouGenerator.city(1, 1, 0).jurisdictionLines().toList();

    assertThat(lines.getFirst()).isEqualTo("code,name,level,parent_code,latitude,longitude");
    assertThat(lines).hasSize(1 + 1 + 11 + 186 + 2_812);
    assertThat(lines).contains("320371003209,西朱村委会,VILLAGE,320371003,34.29179,117.34248");
  }

  /** One pass over the largest size there is. */
  @Test
  void sixtyThousandTeamsAreSixHundredThousandPeopleAllAtTheirPlaces() {
    XuzhouGenerator generator = XuzhouGenerator.city(42, XuzhouGenerator.MAX_TEAMS, 0.25);
    Set<String> names = new HashSet<>();
    Set<JurisdictionCode> covered = new HashSet<>();
    int[] counts = new int[3];

    generator
        .teams()
        .forEach(
            team -> {
              counts[0]++;
              assertThat(team.id()).isEqualTo("t-%06d".formatted(counts[0]));
              names.add(team.jurisdiction() + team.name());
              covered.add(team.jurisdiction());
              checkPlaces(team);
              checkMembers(team, counts[1]);
              counts[1] += team.members().size();
              counts[2] += (int) team.onDuty().count();
            });

    assertThat(counts[0]).isEqualTo(60_000);
    assertThat(counts[1]).isEqualTo(600_000).isEqualTo(generator.volunteerCount());
    assertThat(counts[2]).isBetween(145_000, 155_000);
    assertThat(names).as("no two teams of a village have one name").hasSize(60_000);
    assertThat(covered).hasSize(2_812);
  }

  private static Village village(JurisdictionCode code) {
    return Objects.requireNonNull(VILLAGES.get(code), code.value());
  }

  private static void checkPlaces(GeneratedTeam team) {
    Village village = village(team.jurisdiction());
    Stream.concat(
            Stream.of(team.base()), team.members().stream().map(GeneratedTeam.Person::position))
        .forEach(
            place -> {
              if (place.distanceMeters(village.centre()) > WITHIN_METERS || !isInXuzhou(place)) {
                throw new AssertionError(team.id() + " is too far away: " + place);
              }
            });
  }

  private static void checkMembers(GeneratedTeam team, int before) {
    if (team.members().size() < 5 || team.members().size() > 15) {
      throw new AssertionError(team.id() + " has " + team.members().size() + " members");
    }
    for (int i = 0; i < team.members().size(); i++) {
      GeneratedTeam.Person member = team.members().get(i);
      boolean captain = member.role() == TeamSnapshot.Member.Role.CAPTAIN;
      if (captain != (i == 0) || !member.id().equals("v-%06d".formatted(before + i + 1))) {
        throw new AssertionError(team.id() + ": " + member);
      }
    }
  }

  private static boolean isInXuzhou(GeoPoint place) {
    return place.latitude() > XuzhouGenerator.SOUTH
        && place.latitude() < XuzhouGenerator.NORTH
        && place.longitude() > XuzhouGenerator.WEST
        && place.longitude() < XuzhouGenerator.EAST;
  }

  @Test
  void theDemoIsInTheDevelopmentZoneAndDenseAroundXizhu() {
    List<GeneratedTeam> teams = XuzhouGenerator.demo().teams().toList();

    assertThat(teams).hasSize(300);
    assertThat(teams)
        .allMatch(team -> team.jurisdiction().value().startsWith("320371"), "in the zone");
    GeoPoint xizhu = village(new JurisdictionCode(XuzhouGenerator.XIZHU)).centre();
    assertThat(teams.stream().filter(team -> team.base().distanceMeters(xizhu) < 3_000).count())
        .isGreaterThan(100);
  }

  @Test
  void theFirstTeamHasTheDemosCaptainAndVolunteer() {
    for (XuzhouGenerator generator :
        List.of(XuzhouGenerator.demo(), XuzhouGenerator.city(3, 2, 0.5))) {
      GeneratedTeam first = generator.teams().findFirst().orElseThrow();

      assertThat(first.name()).isEqualTo("西朱村义警一队");
      assertThat(first.jurisdiction().value()).isEqualTo("320371003209");
      assertThat(first.members().get(0).id()).isEqualTo("v-000001");
      assertThat(first.members().get(1).id()).isEqualTo("v-000002");
    }
  }

  @Test
  void linesSayWhatTheSnapshotsSay() {
    XuzhouGenerator generator = XuzhouGenerator.city(5, 40, 0.5);
    List<JsonNode> lines = generator.teamLines().map(JSON::readTree).toList();
    List<TeamSnapshot> snapshots = generator.teamSnapshots(AT).toList();
    EventCodec codec = new EventCodec();

    for (int i = 0; i < lines.size(); i++) {
      JsonNode snapshot = JSON.readTree(codec.toJson(snapshots.get(i)));
      for (String field : List.of("name", "jurisdiction", "base", "capabilities")) {
        assertThat(lines.get(i).get(field)).isEqualTo(snapshot.get(field));
      }
      assertThat(lines.get(i).get("members").size()).isEqualTo(snapshot.get("members").size());
    }
    assertThat(generator.presenceSnapshots(AT).count())
        .isEqualTo(generator.presenceLines().count())
        .isBetween(120L, 280L);
  }

  @Test
  void theShareOnDutyMayBeNobodyAndEverybody() {
    assertThat(XuzhouGenerator.city(5, 10, 0).presenceLines()).isEmpty();
    assertThat(XuzhouGenerator.city(5, 10, 1).presenceLines()).hasSize(100);
  }

  @Test
  void anOddNumberOfTeamsHasTenPeopleOnAverageToo() {
    assertThat(XuzhouGenerator.city(5, 7, 0).volunteerLines()).hasSize(70);
    assertThat(XuzhouGenerator.city(5, 1, 0).volunteerLines()).hasSize(10);
  }

  @Test
  void sizesAndSharesOutOfRangeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> XuzhouGenerator.city(1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> XuzhouGenerator.city(1, 60_001, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> XuzhouGenerator.city(1, 1, 1.01));
    assertThatIllegalArgumentException().isThrownBy(() -> XuzhouGenerator.city(1, 1, -0.01));
  }

  @Test
  void ordinalsAreSpeltAsPeopleSayThem() {
    assertThat(
            Stream.of(1, 9, 10, 11, 20, 21, 99, 100, 101, 110, 111, 120, 200, 999)
                .map(TeamNumbers::spell))
        .containsExactly(
            "一", "九", "十", "十一", "二十", "二十一", "九十九", "一百", "一百零一", "一百一十", "一百一十一", "一百二十", "二百",
            "九百九十九");
  }

  @Test
  void aBodyIsReadLineByLine() throws IOException {
    try (InputStream body = XuzhouSeed.body(Stream.of("西朱", "", "b"))) {
      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("西朱\n\nb\n");
    }
  }
}
