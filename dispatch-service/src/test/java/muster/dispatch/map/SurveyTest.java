package muster.dispatch.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import muster.contracts.place.Crs;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.dispatch.map.MapTile.Spot;
import muster.dispatch.map.TilePicture.Cluster;
import muster.dispatch.map.TilePicture.People;
import muster.dispatch.map.TilePicture.TeamPoint;
import muster.dispatch.map.mvt.VectorTiles;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SurveyTest {
  private static final JurisdictionCode CITY = new JurisdictionCode("3203");
  private static final GeoPoint XIZHU = new GeoPoint(34.29214, 117.33926);
  private static final Set<String> NOBODY = Set.of();

  private static TilePicture draw(MadeTeams teams, JurisdictionCode scope, MapTile tile) {
    return Survey.of(teams).draw(scope, tile, Crs.WGS84, NOBODY::contains);
  }

  /** That a point in this datum is in. */
  private static MapTile tileOf(GeoPoint point, int z) {
    Spot spot = Spot.of(point);
    return new MapTile(z, (int) (spot.east() * (1 << z)), (int) (spot.south() * (1 << z)));
  }

  private static GeoPoint placeOf(MapTile tile, int x, int y) {
    double steps = (double) MapTile.EXTENT * (1 << tile.z());
    return new GeoPoint(
        MapTile.latitude(((double) tile.y() * MapTile.EXTENT + y + 0.5) / steps),
        MapTile.longitude(((double) tile.x() * MapTile.EXTENT + x + 0.5) / steps));
  }

  private static int teams(TilePicture picture) {
    return picture.teams().size() + picture.clusters().stream().mapToInt(Cluster::teams).sum();
  }

  private static int people(TilePicture picture) {
    return picture.people().stream().mapToInt(People::people).sum();
  }

  @Test
  void aTeamIsShownWithWhatAMapSaysOfIt() {
    MadeTeams made = new MadeTeams().with("t-1", "西朱一队", "320371003209", XIZHU, 4);

    assertThat(draw(made, CITY, tileOf(XIZHU, 14)).teams())
        .singleElement()
        .satisfies(
            team -> {
              assertThat(team.id()).isEqualTo("t-1");
              assertThat(team.name()).isEqualTo("西朱一队");
              assertThat(team.capabilities()).isEqualTo("boat,patrol");
              assertThat(team.onDuty()).isEqualTo(4);
              assertThat(team.onTask()).isFalse();
            });
  }

  /** Two bases 60 m apart look alike, so nobody's door can be told from the map. */
  @Test
  void aTeamOnNoTaskIsToldToBeAtAPlaceThatIsRoundedCoarsely() {
    GeoPoint one = new GeoPoint(34.2921, 117.3392);
    GeoPoint other = new GeoPoint(34.2924, 117.3388);
    MapTile tile = tileOf(XIZHU, 16);
    TeamPoint first =
        draw(new MadeTeams().with("t-1", "3203", one, 1), CITY, tile).teams().getFirst();
    TeamPoint second =
        draw(new MadeTeams().with("t-1", "3203", other, 1), CITY, tile).teams().getFirst();

    assertThat(first).isEqualTo(second);
    assertThat(placeOf(tile, first.x(), first.y()).distanceMeters(one)).isBetween(1.0, 90.0);
  }

  @Test
  void aTeamOnATaskIsToldToTenMetresAndNoBetter() {
    MapTile tile = tileOf(XIZHU, 16);
    TeamPoint shown =
        Survey.of(new MadeTeams().with("t-1", "3203", XIZHU, 1))
            .draw(CITY, tile, Crs.WGS84, Set.of("t-1")::contains)
            .teams()
            .getFirst();

    assertThat(shown.onTask()).isTrue();
    assertThat(placeOf(tile, shown.x(), shown.y()).distanceMeters(new GeoPoint(34.2921, 117.3393)))
        .isLessThan(0.2);
    assertThat(placeOf(tile, shown.x(), shown.y()).distanceMeters(XIZHU)).isBetween(1.0, 8.0);
  }

  @Test
  void aTeamOnATaskIsWhereItsPeopleWereSeenLastHoweverFarFromItsBase() {
    GeoPoint before = new GeoPoint(34.3000, 117.3400);
    GeoPoint last = new GeoPoint(34.3421, 117.3392);
    Survey survey = Survey.of(new MadeTeams().withSeen("t-1", "3203", XIZHU, before, last));
    MapTile there = tileOf(last, 16);
    MapTile atItsBase = tileOf(XIZHU, 16);

    TeamPoint shown =
        survey.draw(CITY, there, Crs.WGS84, Set.of("t-1")::contains).teams().getFirst();
    assertThat(placeOf(there, shown.x(), shown.y()).distanceMeters(last)).isLessThan(8.0);
    assertThat(survey.draw(CITY, atItsBase, Crs.WGS84, Set.of("t-1")::contains).teams()).isEmpty();

    // Where those are whom nobody has called is not told.
    assertThat(survey.draw(CITY, there, Crs.WGS84, NOBODY::contains).teams()).isEmpty();
    assertThat(survey.draw(CITY, atItsBase, Crs.WGS84, NOBODY::contains).teams()).hasSize(1);
  }

  @Test
  void onlyWhatIsOfTheScopeIsShownAndCounted() {
    MadeTeams made =
        new MadeTeams()
            .with("t-town", "320371003", XIZHU, 3)
            .with("t-village", "320371003209", XIZHU, 3)
            .with("t-county", "320302", XIZHU, 3)
            .with("t-elsewhere", "3205", XIZHU, 3);
    MapTile tile = tileOf(XIZHU, 16);

    TilePicture town = draw(made, new JurisdictionCode("320371003"), tile);
    assertThat(town.teams()).extracting(TeamPoint::id).containsExactly("t-town", "t-village");
    assertThat(people(town)).isEqualTo(6);
    assertThat(people(draw(made, CITY, tile))).isEqualTo(9);
    assertThat(draw(made, new JurisdictionCode("3206"), tile).isEmpty()).isTrue();
  }

  @Test
  void whoIsInTwoTeamsIsOnePerson() {
    MadeTeams made =
        new MadeTeams()
            .withShared("t-1", "320371", XIZHU, "v-1")
            .withShared("t-2", "320302", XIZHU, "v-1")
            .with("t-3", "320371", XIZHU, 1);
    MapTile tile = tileOf(XIZHU, 14);

    // Three memberships, two people.
    assertThat(draw(made, CITY, tile).people()).isEmpty();
    made.with("t-4", "320371", XIZHU, 1);
    assertThat(people(draw(made, CITY, tile))).isEqualTo(3);
  }

  @Test
  void belowTheirZoomOnlyTeamsOnATaskAreShownSingly() {
    MadeTeams made = new MadeTeams().with("t-1", "3203", XIZHU, 2).with("t-2", "3203", XIZHU, 3);
    TilePicture picture =
        Survey.of(made).draw(CITY, tileOf(XIZHU, 5), Crs.WGS84, Set.of("t-2")::contains);

    assertThat(picture.teams()).extracting(TeamPoint::id).containsExactly("t-2");
    assertThat(picture.clusters())
        .singleElement()
        .satisfies(
            cluster -> {
              assertThat(cluster.teams()).isEqualTo(1);
              assertThat(cluster.onTask()).isZero();
              assertThat(cluster.onDuty()).isEqualTo(2);
            });
    assertThat(people(picture)).isEqualTo(5);
  }

  @Test
  void aThousandTeamsAreShownSinglyAndOneMoreAreCounted() {
    MadeTeams made = new MadeTeams();
    for (int i = 0; i < ScopePicture.MOST_TEAMS; i++) {
      made.with("t-" + i, "队", "3203", XIZHU, 1);
    }
    MapTile tile = tileOf(XIZHU, 16);
    assertThat(draw(made, CITY, tile).teams()).hasSize(ScopePicture.MOST_TEAMS);
    assertThat(draw(made, CITY, tile).clusters()).isEmpty();

    made.with("t-one-more", "3203", XIZHU, 1);
    Survey survey = Survey.of(made);
    TilePicture counted = survey.draw(CITY, tile, Crs.WGS84, Set.of("t-7", "t-3")::contains);
    assertThat(counted.teams()).extracting(TeamPoint::id).containsExactly("t-3", "t-7");
    assertThat(teams(counted)).isEqualTo(ScopePicture.MOST_TEAMS + 1);

    TilePicture allOnTasks = survey.draw(CITY, tile, Crs.WGS84, id -> true);
    assertThat(allOnTasks.teams()).isEmpty();
    assertThat(allOnTasks.clusters().stream().mapToInt(Cluster::onTask).sum())
        .isEqualTo(ScopePicture.MOST_TEAMS + 1);
  }

  /** Everybody somewhere else, as many as there may be, and with the longest names there are. */
  @ParameterizedTest
  @CsvSource({
    "200, 100",
    "275, 100",
    "600, 100",
    "12000, 100",
    "600, 10",
    "1000, 10",
    "1000, 1",
    "12000, 1"
  })
  void theFullestTileIsUnderTwoHundredKilobytes(int count, int nameLength) {
    MapTile tile = tileOf(XIZHU, 12);
    SplittableRandom random = new SplittableRandom(7);
    MadeTeams made = new MadeTeams();
    for (int i = 0; i < count; i++) {
      GeoPoint somewhere = placeOf(tile, 50 + random.nextInt(4_000), 50 + random.nextInt(4_000));
      String name = ("徐".repeat(nameLength) + i).substring(Integer.toString(i).length());
      String id = nameLength == 1 ? "t" + i : ("t-" + i + "-").repeat(40).substring(0, 64);
      made.with(id, name, "3203", somewhere, random.nextInt(9));
    }
    Survey survey = Survey.of(made);
    VectorTiles encoding = new VectorTiles();
    for (int z : new int[] {0, 8, 12}) {
      for (boolean all : new boolean[] {false, true}) {
        TilePicture picture =
            survey.draw(CITY, tileOf(XIZHU, z), Crs.WGS84, id -> all || id.endsWith("7"));
        assertThat(teams(picture)).isEqualTo(count);
        assertThat(encoding.encode(picture).length).as("zoom " + z).isLessThan(200_000);
      }
    }
  }

  /** A map in GCJ-02 has tiles of its own: the same place lies 500 m away on it. */
  @ParameterizedTest
  @EnumSource
  void aTileIsOfTheMapWhoseDatumItNames(Crs crs) {
    Survey survey = Survey.of(new MadeTeams().with("t-1", "3203", XIZHU, 3));
    GeoPoint rounded = new GeoPoint(34.292, 117.339);
    GeoPoint onThatMap = crs.fromWgs84(rounded);
    MapTile tile = tileOf(onThatMap, 16);

    TilePicture picture = survey.draw(CITY, tile, crs, NOBODY::contains);
    TeamPoint team = picture.teams().getFirst();
    assertThat(placeOf(tile, team.x(), team.y()).distanceMeters(onThatMap)).isLessThan(0.2);
    assertThat(survey.draw(CITY, tileOf(onThatMap, 5), crs, NOBODY::contains).people()).hasSize(1);
    if (crs != Crs.WGS84) {
      assertThat(survey.draw(CITY, tileOf(onThatMap, 16), Crs.WGS84, NOBODY::contains).teams())
          .isEmpty();
    }
  }

  @Property(tries = 30)
  void everyTeamIsInOneTileOfAZoomAndSoIsEveryGroupOfPeople(
      @ForAll long seed, @ForAll @IntRange(max = 300) int count, @ForAll Crs crs) {
    SplittableRandom random = new SplittableRandom(seed);
    MadeTeams made = new MadeTeams();
    List<String> onTask = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      GeoPoint base = new GeoPoint(34.2 + random.nextDouble(0.2), 117.2 + random.nextDouble(0.2));
      made.with("t-" + i, "3203", base, random.nextInt(4));
      if (random.nextInt(5) == 0) {
        onTask.add("t-" + i);
      }
    }
    Survey survey = Survey.of(made);
    Set<String> tasked = Set.copyOf(onTask);
    int shown = people(survey.draw(CITY, new MapTile(0, 0, 0), crs, tasked::contains));
    for (int z : new int[] {0, 3, 9, 12}) {
      List<TilePicture> all =
          tilesAround(crs, z).map(tile -> survey.draw(CITY, tile, crs, tasked::contains)).toList();
      assertThat(all.stream().mapToInt(SurveyTest::teams).sum()).as("zoom " + z).isEqualTo(count);
      assertThat(all.stream().mapToInt(SurveyTest::people).sum()).as("zoom " + z).isEqualTo(shown);
      assertThat(all.stream().flatMap(picture -> picture.teams().stream()))
          .filteredOn(TeamPoint::onTask)
          .extracting(TeamPoint::id)
          .containsExactlyInAnyOrderElementsOf(onTask);
    }
  }

  /** Wide enough for cells of those who are few where they are. */
  private static Stream<MapTile> tilesAround(Crs crs, int z) {
    MapTile from = tileOf(crs.fromWgs84(new GeoPoint(36, 115)), z);
    MapTile to = tileOf(crs.fromWgs84(new GeoPoint(33, 119)), z);
    List<MapTile> tiles = new ArrayList<>();
    for (int x = from.x(); x <= to.x(); x++) {
      for (int y = from.y(); y <= to.y(); y++) {
        tiles.add(new MapTile(z, x, y));
      }
    }
    return tiles.stream();
  }
}
