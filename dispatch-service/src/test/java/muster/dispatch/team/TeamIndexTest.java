package muster.dispatch.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.contracts.dispatch.PickReason;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.dispatch.Shortfall.Cause;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.volunteer.PresenceSnapshot;
import muster.contracts.volunteer.TeamSnapshot;
import muster.contracts.volunteer.TeamSnapshot.Member;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TeamIndexTest {
  private static final Instant NOW = Instant.parse("2022-03-12T08:00:00Z");
  private static final GeoPoint GATE = new GeoPoint(34.2857, 117.3726);
  private static final TravelAssumptions TRAVEL = new TravelAssumptions(2);

  private final TeamIndex index = new TeamIndex();

  /** {@code meters} north of the village gate. */
  private static GeoPoint north(double meters) {
    return new GeoPoint(
        GATE.latitude() + Math.toDegrees(meters / GeoPoint.EARTH_RADIUS_METERS), GATE.longitude());
  }

  private static TeamSnapshot team(String id, long version, double base, String... members) {
    return new TeamSnapshot(
        id,
        NOW,
        version,
        "Team " + id,
        new JurisdictionCode("320371003209"),
        north(base),
        Set.of("first-aid"),
        List.of(members).stream()
            .map(member -> new Member(member, "account-" + member, Member.Role.MEMBER))
            .toList());
  }

  private static PresenceSnapshot onDuty(
      String volunteer, long version, @Nullable GeoPoint at, double accuracy, long ageSeconds) {
    return new PresenceSnapshot(
        volunteer,
        NOW,
        version,
        true,
        at,
        at == null ? null : accuracy,
        at == null ? null : NOW.minusSeconds(ageSeconds));
  }

  private static PresenceSnapshot offDuty(String volunteer, long version) {
    return new PresenceSnapshot(volunteer, NOW, version, false, null, null, null);
  }

  private static Search search(double radius, int teams) {
    return new Search(GATE, radius, teams, Set.of(), Set.of(), false);
  }

  private Selection select(double radius, int teams) {
    return index.select(search(radius, teams), TRAVEL, team -> false, NOW);
  }

  /** {@code "xizhu 500 m 250 s BASE 1"}: distance, travel time, from where, members on duty. */
  private static List<String> lines(Selection selection) {
    return selection.picks().stream()
        .map(
            pick ->
                "%s %d m %d s %s %d"
                    .formatted(
                        pick.teamId(),
                        Math.round(pick.reason().distanceMeters()),
                        pick.reason().etaSeconds(),
                        pick.reason().from(),
                        pick.reason().membersOnDuty()))
        .toList();
  }

  @Test
  void aTeamIsStaffedByItsMembersAndWhatTheySaidOfTheirDuty() {
    index.apply(team("xizhu", 1, 0, "li", "wang", "zhao", "chen"));
    index.apply(onDuty("li", 1, null, 0, 0));
    index.apply(new PresenceSnapshot("wang", NOW.plusSeconds(1), 1, false, null, null, null, true));
    index.apply(new PresenceSnapshot("zhao", NOW.plusSeconds(2), 1, false, null, null, null));

    assertThat(index.staffing("xizhu"))
        .isEqualTo(
            new Staffing(
                false,
                List.of(
                    new Staffing.Person("li", "account-li", Staffing.Duty.ON, NOW),
                    new Staffing.Person(
                        "wang", "account-wang", Staffing.Duty.OFF_BY_WORD, NOW.plusSeconds(1)),
                    new Staffing.Person(
                        "zhao", "account-zhao", Staffing.Duty.OFF, NOW.plusSeconds(2)),
                    new Staffing.Person(
                        "chen", "account-chen", Staffing.Duty.OFF, Instant.EPOCH))));
    assertThat(index.listTeamsOf("wang")).containsExactly("xizhu");
    assertThat(index.listTeamsOf("nobody")).isEmpty();

    index.removeTeam("xizhu");
    assertThat(index.staffing("xizhu")).isEqualTo(Staffing.DISBANDED);
    assertThat(index.listTeamsOf("wang")).isEmpty();
  }

  @Test
  void itKnowsWhatItHasReadAndNotWhatIsNewerOrGone() {
    index.apply(team("xizhu", 3, 0, "li"));
    index.apply(onDuty("li", 5, null, 0, 0));

    assertThat(index.knows(team("xizhu", 2, 0))).isTrue();
    assertThat(index.knows(team("xizhu", 3, 0))).isTrue();
    assertThat(index.knows(team("xizhu", 4, 0))).isFalse();
    assertThat(index.knows(team("liyi", 1, 0))).isFalse();
    assertThat(index.knows(onDuty("li", 5, null, 0, 0))).isTrue();
    assertThat(index.knows(onDuty("li", 6, null, 0, 0))).isFalse();
    index.removePresence("li");
    assertThat(index.knows(onDuty("li", 5, null, 0, 0))).isFalse();
  }

  @Test
  void aTeamIsWhereItsNearestMemberWasLastSeenAndAsFarAsThatMemberMayHaveMovedSince() {
    index.apply(team("xizhu", 1, 5_000, "li", "wang", "zhao"));
    index.apply(onDuty("li", 1, north(300), 20, 60));
    index.apply(onDuty("wang", 1, north(200), 10, 590));
    index.apply(onDuty("zhao", 1, null, 0, 0));
    Selection selection = select(1_500, 1);
    assertThat(lines(selection)).containsExactly("xizhu 440 m 220 s POSITION 3");
    assertThat(selection.picks().getFirst().reason().positionAgeSeconds()).isEqualTo(60);
    assertThat(selection.shortfalls()).isEmpty();
  }

  @Test
  void aPositionTooOldToSpeakAgainstTheBaseLeavesTheTeamThere() {
    index.apply(team("xizhu", 1, 500, "li"));
    index.apply(onDuty("li", 1, north(100), 0, 601));
    Selection selection = select(1_500, 1);
    assertThat(lines(selection)).containsExactly("xizhu 500 m 250 s BASE 1");
    assertThat(selection.picks().getFirst().reason().positionAgeSeconds()).isNull();
  }

  @Test
  void whoWasFartherAwayThanTheBaseMayHaveComeNearer() {
    index.apply(team("xizhu", 1, 100, "li"));
    index.apply(onDuty("li", 1, north(1_000), 20, 90));
    assertThat(lines(select(1_500, 1))).containsExactly("xizhu 800 m 400 s POSITION 1");
    index.apply(onDuty("li", 2, north(1_000), 20, 441));
    assertThat(lines(select(1_500, 1))).containsExactly("xizhu 100 m 50 s BASE 1");
  }

  @Test
  void aTeamIsAsFarOneSecondAfterTenMinutesAsOneSecondBefore() {
    index.apply(team("xizhu", 1, 5_000, "li"));
    index.apply(team("liyi", 1, 222, "wang"));
    for (long age : List.of(599L, 600L, 601L)) {
      index.apply(onDuty("li", age, north(100), 0, age));
      index.apply(onDuty("wang", age, north(333), 0, age));
      assertThat(lines(select(1_500, 2)))
          .containsExactly("liyi 220 m 110 s BASE 1", "xizhu 1300 m 650 s POSITION 1");
    }
  }

  @Test
  void aCoarsePositionLeavesATeamWhereItWouldBeWithoutAny() {
    index.apply(team("xizhu", 1, 300, "li"));
    for (double accuracy : new double[] {2_000, 5_000, 5_001, 100_000}) {
      index.apply(onDuty("li", (long) accuracy, north(1_200), accuracy, 0));
      assertThat(lines(select(800, 1)))
          .as("%s", accuracy)
          .containsExactly("xizhu 300 m 150 s BASE 1");
    }
    index.apply(onDuty("li", 200_000, north(1_200), 100, 0));
    assertThat(lines(select(1_500, 1))).containsExactly("xizhu 1100 m 550 s POSITION 1");
  }

  @Test
  void whatIsMoreThanFiveKilometersOffOrAroundZeroZeroIsNoPosition() {
    index.apply(team("xizhu", 1, 300, "li"));
    index.apply(onDuty("li", 1, north(20_000), 5_000, 0));
    assertThat(lines(select(25_000, 1))).containsExactly("xizhu 15000 m 7500 s POSITION 1");
    index.apply(onDuty("li", 2, north(20_000), 5_001, 0));
    assertThat(lines(select(25_000, 1))).containsExactly("xizhu 300 m 150 s BASE 1");
    index.apply(onDuty("li", 3, new GeoPoint(0, 0), 10, 0));
    assertThat(lines(select(25_000, 1))).containsExactly("xizhu 300 m 150 s BASE 1");
    index.apply(onDuty("li", 4, new GeoPoint(0.0006, -0.0006), 10, 0));
    assertThat(lines(select(25_000, 1))).containsExactly("xizhu 300 m 150 s BASE 1");
    // 111 m from 0/0 is at sea, and a place.
    index.apply(onDuty("li", 5, new GeoPoint(0.001, 0), 10, 0));
    assertThat(select(25_000, 1).picks()).isEmpty();
  }

  @Test
  void aMemberWithoutAPositionIsAtTheBaseWhereverTheOthersAre() {
    index.apply(team("xizhu", 1, 300, "li", "wang"));
    index.apply(onDuty("li", 1, north(1_000), 0, 0));
    assertThat(lines(select(1_500, 1))).containsExactly("xizhu 1000 m 500 s POSITION 1");
    index.apply(onDuty("wang", 1, null, 0, 0));
    assertThat(lines(select(1_500, 1))).containsExactly("xizhu 300 m 150 s BASE 2");
  }

  @Test
  void aPositionThatDoesNotSayHowGoodItIsCountsAsAHundredMetersOff() {
    index.apply(team("xizhu", 1, 5_000, "li"));
    index.apply(new PresenceSnapshot("li", NOW, 1, true, north(300), null, null));
    assertThat(lines(select(1_500, 1))).containsExactly("xizhu 400 m 200 s POSITION 1");
  }

  @Test
  void nothingIsMoreExactThanExact() {
    index.apply(team("xizhu", 1, 5_000, "li"));
    index.apply(onDuty("li", 1, north(300), -50, 0));
    assertThat(lines(select(1_500, 1))).containsExactly("xizhu 300 m 150 s POSITION 1");
  }

  @Test
  void theNearestComeFirstWithTheirRank() {
    index.apply(team("liyi", 1, 700, "li"));
    index.apply(team("xizhu", 1, 300, "wang"));
    index.apply(team("houyao", 1, 900, "zhao"));
    for (String volunteer : List.of("li", "wang", "zhao")) {
      index.apply(onDuty(volunteer, 1, null, 0, 0));
    }
    assertThat(select(1_500, 2).picks())
        .extracting(pick -> pick.teamId() + " " + pick.reason().rank())
        .containsExactly("xizhu 1", "liyi 2");
    assertThat(select(1_500, 2).picks().getFirst().reason().from()).isEqualTo(PickReason.From.BASE);
  }

  @Test
  void everyTeamThatIsMissingHasACause() {
    index.apply(team("free", 1, 100, "a"));
    index.apply(team("busy", 1, 200, "b"));
    index.apply(team("called", 1, 300, "c"));
    index.apply(team("resting", 1, 400, "d"));
    index.apply(team("stale", 1, 9_000, "e"));
    index.apply(team("far", 1, 9_000, "f"));
    for (String volunteer : List.of("a", "b", "c", "f")) {
      index.apply(onDuty(volunteer, 1, null, 0, 0));
    }
    index.apply(offDuty("d", 1));
    index.apply(onDuty("e", 1, north(500), 0, 3_600));
    Search search = new Search(GATE, 1_000, 7, Set.of("first-aid"), Set.of("called"), false);
    Selection selection = index.select(search, TRAVEL, "busy"::equals, NOW);
    assertThat(lines(selection)).containsExactly("free 100 m 50 s BASE 1");
    assertThat(selection.shortfalls())
        .containsExactlyInAnyOrder(
            new Shortfall(Cause.NOBODY_IN_RADIUS, 2),
            new Shortfall(Cause.ON_OTHER_TASK, 1),
            new Shortfall(Cause.ALREADY_CALLED, 1),
            new Shortfall(Cause.OFF_DUTY, 1),
            new Shortfall(Cause.POSITION_STALE, 1));

    Search withBoat = new Search(GATE, 1_000, 1, Set.of("boat"), Set.of(), false);
    assertThat(index.select(withBoat, TRAVEL, "busy"::equals, NOW).shortfalls())
        .containsExactly(new Shortfall(Cause.CAPABILITY_MISSING, 4));

    Search shared = new Search(GATE, 1_000, 3, Set.of(), Set.of(), true);
    assertThat(lines(index.select(shared, TRAVEL, "busy"::equals, NOW)))
        .containsExactly(
            "free 100 m 50 s BASE 1", "busy 200 m 100 s BASE 1", "called 300 m 150 s BASE 1");
  }

  private void everybodyIsOnDuty(String... volunteers) {
    for (String volunteer : volunteers) {
      index.apply(onDuty(volunteer, 1, null, 0, 0));
    }
  }

  private Selection select(Search search, Set<String> busyPeople) {
    return index.select(search, TRAVEL, team -> false, busyPeople, NOW);
  }

  private static Search search(Set<String> waiting, Set<String> unavailable) {
    return new Search(GATE, 1_000, 3, Set.of(), waiting, false, waiting, unavailable, Set.of());
  }

  @Test
  void teamsThatRestOnTheSamePersonAreNotBothCalled() {
    index.apply(team("near", 1, 100, "v"));
    index.apply(team("next", 1, 200, "v"));
    everybodyIsOnDuty("v");
    Selection selection = select(1_000, 2);
    assertThat(lines(selection)).containsExactly("near 100 m 50 s BASE 1");
    assertThat(selection.shortfalls()).containsExactly(new Shortfall(Cause.SAME_PEOPLE, 1));
  }

  @Test
  void wherePeopleAreWantedThoseOnDutyAreCountedAndNobodyTwice() {
    index.apply(team("near", 1, 100, "a", "b", "c"));
    index.apply(team("next", 1, 200, "b", "c", "d"));
    index.apply(team("far", 1, 300, "e"));
    everybodyIsOnDuty("a", "b", "c", "d");
    index.apply(offDuty("e", 1));
    Search three = search(1_000, 1).forPeople(500, 3);
    assertThat(lines(select(three, Set.of()))).containsExactly("near 100 m 50 s BASE 3");
    Search four = search(1_000, 1).forPeople(500, 4);
    Selection both = select(four, Set.of());
    assertThat(lines(both)).containsExactly("near 100 m 50 s BASE 3", "next 200 m 100 s BASE 3");
    assertThat(both.shortfalls()).isEmpty();
    assertThat(select(search(1_000, 1).forPeople(500, 7), Set.of()).shortfalls())
        .containsExactlyInAnyOrder(
            new Shortfall(Cause.OFF_DUTY, 1), new Shortfall(Cause.NOBODY_IN_RADIUS, 2));
  }

  @Test
  void aTeamThatIsWaitedForAgainHasSomebodyOfItsOwn() {
    index.apply(team("near", 1, 100, "v", "w"));
    index.apply(team("next", 1, 200, "v"));
    index.apply(team("last", 1, 300, "w", "resting"));
    everybodyIsOnDuty("v", "w");
    assertThat(index.hasPeopleOfItsOwn("last", Set.of(), Set.of())).isTrue();
    assertThat(index.hasPeopleOfItsOwn("last", Set.of("near"), Set.of())).isTrue();
    assertThat(index.hasPeopleOfItsOwn("last", Set.of("near", "next"), Set.of())).isFalse();
    assertThat(index.hasPeopleOfItsOwn("last", Set.of(), Set.of("w"))).isFalse();
    assertThat(index.hasPeopleOfItsOwn("unknown", Set.of(), Set.of())).isFalse();
  }

  @Test
  void aTeamThatHasSomebodyElseLeavesTheSharedMemberToTheOther() {
    index.apply(team("near", 1, 100, "v", "w"));
    index.apply(team("next", 1, 200, "v"));
    index.apply(team("last", 1, 300, "w"));
    everybodyIsOnDuty("v", "w");
    Selection selection = select(1_000, 3);
    assertThat(lines(selection))
        .containsExactly("near 100 m 50 s BASE 2", "next 200 m 100 s BASE 1");
    assertThat(selection.shortfalls()).containsExactly(new Shortfall(Cause.SAME_PEOPLE, 1));
  }

  @Test
  void beyondTheTeamsWithTheSamePeopleTheSearchGoesOnToTheNextOnes() {
    for (int i = 1; i <= 20; i++) {
      index.apply(team("near-" + i, 1, i, "v"));
    }
    index.apply(team("far", 1, 990, "w"));
    for (int i = 1; i <= 2_000; i++) {
      index.apply(team("elsewhere-" + i, 1, 20_000 + i, "nobody"));
    }
    everybodyIsOnDuty("v", "w");
    assertThat(select(1_000, 2).picks()).extracting(Pick::teamId).containsExactly("near-1", "far");
  }

  @Test
  void aTeamThatIsWaitedForKeepsSomebodyForItself() {
    index.apply(team("called", 1, 100, "v", "w"));
    index.apply(team("next", 1, 200, "v"));
    index.apply(team("last", 1, 300, "w"));
    everybodyIsOnDuty("v", "w");
    Selection selection = select(search(Set.of("called", "gone"), Set.of()), Set.of());
    assertThat(selection.picks()).extracting(Pick::teamId).containsExactly("next");
    assertThat(selection.shortfalls())
        .containsExactlyInAnyOrder(
            new Shortfall(Cause.ALREADY_CALLED, 1), new Shortfall(Cause.SAME_PEOPLE, 1));
  }

  @Test
  void whoHasAnsweredAlreadyIsNotCountedOnAgain() {
    index.apply(team("next", 1, 200, "v", "w"));
    index.apply(team("last", 1, 300, "v"));
    everybodyIsOnDuty("v", "w");
    Selection selection = select(search(Set.of(), Set.of("v")), Set.of());
    assertThat(lines(selection)).containsExactly("next 200 m 100 s BASE 1");
    assertThat(selection.shortfalls())
        .containsExactlyInAnyOrder(
            new Shortfall(Cause.NOBODY_IN_RADIUS, 1), new Shortfall(Cause.SAME_PEOPLE, 1));
  }

  /** It has been called; that somebody else has gone home since makes no other team of it. */
  @Test
  void ofATeamOfWhichOnlyThoseAreLeftWhoSaidNoTheCauseIsThatItWasCalled() {
    index.apply(team("next", 1, 200, "v", "w"));
    everybodyIsOnDuty("v");
    index.apply(offDuty("w", 1));
    Search refused =
        search(Set.of(), Set.of("v")).withRefused(Map.of("next", Set.of("v", "another")));
    assertThat(select(refused, Set.of()).shortfalls())
        .containsExactlyInAnyOrder(
            new Shortfall(Cause.NOBODY_IN_RADIUS, 2), new Shortfall(Cause.ALREADY_CALLED, 1));
    // One who is on another alert besides changes nothing of that.
    index.apply(onDuty("w", 2, null, 0, 0));
    assertThat(select(refused, Set.of("w")).shortfalls())
        .contains(new Shortfall(Cause.ALREADY_CALLED, 1));
    assertThat(select(refused, Set.of("v", "w")).shortfalls())
        .contains(new Shortfall(Cause.ON_OTHER_TASK, 1));
    // The no was another team's.
    Search ofAnother = search(Set.of(), Set.of("v")).withRefused(Map.of("another", Set.of("v")));
    assertThat(select(ofAnother, Set.of("w")).shortfalls())
        .contains(new Shortfall(Cause.SAME_PEOPLE, 1));
    assertThat(select(refused, Set.of()).picks()).extracting(Pick::teamId).containsExactly("next");
  }

  @Test
  void whoIsOnAnotherAlertIsAsIfOffDutyWhereverHeOrSheIs() {
    index.apply(team("next", 1, 900, "v", "w"));
    index.apply(team("last", 1, 300, "v"));
    index.apply(onDuty("v", 1, north(10), 0, 0));
    index.apply(onDuty("w", 1, north(500), 0, 0));
    Selection selection = select(search(Set.of(), Set.of()), Set.of("v"));
    assertThat(lines(selection)).containsExactly("next 500 m 250 s POSITION 1");
    assertThat(selection.shortfalls())
        .containsExactlyInAnyOrder(
            new Shortfall(Cause.NOBODY_IN_RADIUS, 1), new Shortfall(Cause.ON_OTHER_TASK, 1));
  }

  @Test
  void theSameTeamsAreReckonedForAnotherPlaceNearestFirst() {
    index.apply(team("xizhu", 1, 300, "li"));
    index.apply(team("liyi", 1, 2_000, "wang"));
    index.apply(onDuty("li", 1, null, 0, 0));
    index.apply(onDuty("wang", 1, north(2_200), 10, 0));
    List<Pick> picks =
        index.reckon(
            List.of("xizhu", "never-known", "liyi"), north(2_300), TRAVEL, team -> Set.of(), NOW);
    assertThat(lines(new Selection(picks, List.of())))
        .containsExactly("liyi 110 m 55 s POSITION 1", "xizhu 2000 m 1000 s BASE 1");
    assertThat(picks).extracting(pick -> pick.reason().rank()).containsExactly(1, 2);
    assertThat(index.reckon(List.of(), GATE, TRAVEL, team -> Set.of(), NOW)).isEmpty();
  }

  @Test
  void whoDoesNotComeWithATeamCountsNeitherWhenItIsReckonedNorWhenItIsFoundAlone() {
    index.apply(team("xizhu", 1, 2_000, "li", "wang"));
    index.apply(team("liyi", 1, 2_000, "li"));
    index.apply(onDuty("li", 1, north(100), 0, 0));
    index.apply(onDuty("wang", 1, north(900), 0, 0));
    Map<String, Set<String>> away = Map.of("xizhu", Set.of("li"), "liyi", Set.of("wang"));

    assertThat(
            lines(
                new Selection(
                    index.reckon(List.of("xizhu", "liyi"), GATE, TRAVEL, away::get, NOW),
                    List.of())))
        .containsExactly("liyi 100 m 50 s POSITION 1", "xizhu 900 m 450 s POSITION 1");
    assertThat(index.findOnDuty("xizhu", GATE, TRAVEL, Set.of("li"), NOW))
        .map(pick -> pick.reason().distanceMeters())
        .contains(900.0);
    assertThat(index.findOnDuty("xizhu", GATE, TRAVEL, Set.of(), NOW))
        .map(pick -> pick.reason().membersOnDuty())
        .contains(2);
    assertThat(index.findOnDuty("liyi", GATE, TRAVEL, Set.of("li"), NOW)).isEmpty();
  }

  @Test
  void aTeamOutsideTheBordersIsNotThere() {
    index.apply(team("xizhu", 1, 300, "li"));
    index.apply(onDuty("li", 1, null, 0, 0));
    for (String border : List.of("3203", "320371", "320371003209")) {
      assertThat(within(border)).as(border).containsExactly("xizhu 300 m 150 s BASE 1");
    }
    assertThat(within("320382", "320371003210")).isEmpty();
    assertThat(within("320382", "320371003")).hasSize(1);
    Search elsewhere =
        new Search(
            GATE,
            1_000,
            1,
            Set.of("boat"),
            Set.of(),
            false,
            Set.of(),
            Set.of(),
            Set.of(new JurisdictionCode("3204")));
    assertThat(index.select(elsewhere, TRAVEL, team -> false, NOW).shortfalls())
        .containsExactly(new Shortfall(Cause.NOBODY_IN_RADIUS, 1));
  }

  private List<String> within(String... borders) {
    Set<JurisdictionCode> codes =
        Stream.of(borders).map(JurisdictionCode::new).collect(Collectors.toSet());
    Search search =
        new Search(GATE, 1_000, 1, Set.of(), Set.of(), false, Set.of(), Set.of(), codes);
    return lines(index.select(search, TRAVEL, team -> false, NOW));
  }

  @Test
  void anEmptyIndexFindsNobody() {
    assertThat(select(1_000, 3).shortfalls())
        .containsExactly(new Shortfall(Cause.NOBODY_IN_RADIUS, 3));
  }

  @Test
  void aTeamIsOnDutyAsLongAsOneMemberIs() {
    index.apply(team("xizhu", 1, 500, "li", "wang"));
    index.apply(onDuty("li", 1, north(100), 0, 0));
    index.apply(onDuty("wang", 1, north(200), 0, 0));
    index.apply(offDuty("li", 2));
    assertThat(lines(select(1_500, 1))).containsExactly("xizhu 200 m 100 s POSITION 1");
    index.removePresence("wang");
    assertThat(select(1_500, 1).shortfalls()).containsExactly(new Shortfall(Cause.OFF_DUTY, 1));
  }

  @Test
  void aSnapshotAppliedTwiceOrTooLateChangesNothing() {
    assertThat(index.apply(team("xizhu", 2, 500, "li"))).isTrue();
    assertThat(index.apply(team("xizhu", 2, 900, "li"))).isFalse();
    assertThat(index.apply(team("xizhu", 1, 900, "wang"))).isFalse();
    assertThat(index.apply(onDuty("li", 5, north(100), 0, 0))).isTrue();
    assertThat(index.apply(offDuty("li", 5))).isFalse();
    assertThat(index.apply(offDuty("li", 4))).isFalse();
    assertThat(lines(select(1_500, 1))).containsExactly("xizhu 100 m 50 s POSITION 1");
  }

  @Test
  void aPresenceThatIsKnownBeforeItsTeamCounts() {
    index.apply(onDuty("li", 1, north(100), 0, 0));
    index.apply(team("xizhu", 1, 500, "li"));
    assertThat(lines(select(1_500, 1))).containsExactly("xizhu 100 m 50 s POSITION 1");
  }

  @Test
  void aVolunteerOfTwoTeamsCountsForBothUntilLeavingOne() {
    index.apply(team("xizhu", 1, 5_000, "li"));
    index.apply(team("liyi", 1, 6_000, "li"));
    index.apply(onDuty("li", 1, north(100), 0, 0));
    Selection both = select(1_500, 5);
    assertThat(both.picks()).extracting(Pick::teamId).containsExactly("liyi");
    assertThat(both.shortfalls()).contains(new Shortfall(Cause.SAME_PEOPLE, 1));
    index.apply(team("liyi", 2, 6_000, "wang"));
    assertThat(select(1_500, 5).picks()).extracting(Pick::teamId).containsExactly("xizhu");
    index.removeTeam("xizhu");
    assertThat(select(1_500, 5).picks()).isEmpty();
    assertThat(index.teams()).isEqualTo(1);
  }

  @Test
  void nothingIsRememberedOfAVolunteerWithoutTeamAndPresence() {
    index.apply(team("xizhu", 1, 500, "li"));
    index.apply(onDuty("li", 1, north(100), 0, 0));
    index.removeTeam("xizhu");
    assertThat(index.volunteers()).isEqualTo(1);
    index.removePresence("li");
    assertThat(index.volunteers()).isZero();
    index.removeTeam("never-known");
    index.removePresence("never-known");
  }

  @Test
  void whoIsOnDutyIsCountedOnceAndNotWhoIsOnlyAMember() {
    index.apply(team("xizhu", 1, 500, "li", "wang"));
    index.apply(team("liyi", 1, 600, "li"));
    index.apply(onDuty("li", 1, north(100), 0, 0));
    index.apply(onDuty("li", 2, north(200), 0, 0));
    index.apply(onDuty("wang", 3, null, 0, 0));
    index.apply(offDuty("zhao", 1));
    assertThat(index.volunteers()).isEqualTo(3);
    assertThat(index.volunteersOnDuty()).isEqualTo(2);
    index.apply(offDuty("wang", 2));
    assertThat(index.volunteersOnDuty()).as("what is older changes nothing").isEqualTo(2);
    index.apply(offDuty("wang", 4));
    assertThat(index.volunteersOnDuty()).isEqualTo(1);
    index.removePresence("li");
    index.removePresence("li");
    assertThat(index.volunteersOnDuty()).isZero();
  }

  @Test
  void anAccountFindsItsTeams() {
    index.apply(team("xizhu", 1, 500, "li", "wang"));
    index.apply(team("liyi", 1, 600, "li"));
    TeamSnapshot sameName =
        new TeamSnapshot(
            "houyao",
            NOW,
            1,
            "Houyao",
            new JurisdictionCode("320371003209"),
            GATE,
            Set.of(),
            List.of(
                new Member("v-1", "v-1", Member.Role.CAPTAIN),
                new Member("v-2", null, Member.Role.MEMBER)));
    index.apply(sameName);
    assertThat(index.listMemberships("account-li"))
        .containsExactlyInAnyOrder(
            new Membership("xizhu", "li", Member.Role.MEMBER),
            new Membership("liyi", "li", Member.Role.MEMBER));
    assertThat(index.listMemberships("v-1"))
        .containsExactly(new Membership("houyao", "v-1", Member.Role.CAPTAIN));
    // A volunteer id is not an account.
    assertThat(index.listMemberships("li")).isEmpty();
    assertThat(index.listMemberships("v-2")).isEmpty();
    index.apply(team("xizhu", 2, 500, "wang"));
    index.removeTeam("liyi");
    assertThat(index.listMemberships("account-li")).isEmpty();
    assertThat(index.findTeam("xizhu").orElseThrow().members())
        .extracting(Member::volunteerId)
        .containsExactly("wang");
    assertThat(index.findTeam("liyi")).isEmpty();
  }

  @Test
  void limitsOfASearchAreKept() {
    assertThatThrownBy(() -> search(0, 1)).hasMessageContaining("radiusMeters");
    assertThatThrownBy(() -> search(Double.NaN, 1)).hasMessageContaining("radiusMeters");
    assertThatThrownBy(() -> search(1, 0)).hasMessageContaining("teams");
    assertThatThrownBy(() -> new TravelAssumptions(0))
        .hasMessageContaining("travelMetersPerSecond");
    assertThatThrownBy(() -> new TravelAssumptions(51))
        .hasMessageContaining("travelMetersPerSecond");
  }

  /** Everybody walks to and fro across cells; nobody is ever missed or found twice. */
  @Test
  void aSearchMissesNobodyWhoChangesCellsMeanwhile() throws InterruptedException {
    int teams = 1_000;
    for (int i = 0; i < teams; i++) {
      index.apply(team("t-" + i, 1, i % 4 * 1_000, "v-" + i));
      index.apply(onDuty("v-" + i, 1, north(i % 4 * 1_000), 0, 0));
    }
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int version = 2; !done.get(); version++) {
                    for (int i = 0; i < teams && !done.get(); i++) {
                      index.apply(
                          onDuty("v-" + i, version, north((version + i) % 5 * 1_000), 0, 0));
                      if (i % 50 == 0) {
                        LockSupport.parkNanos(200_000);
                      }
                    }
                  }
                });
    try {
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        found.add((int) select(6_000, 500).picks().stream().map(Pick::teamId).distinct().count());
        Selection all = select(6_000, 1_001);
        found.add((int) all.picks().stream().map(Pick::teamId).distinct().count() - 500);
        assertThat(all.shortfalls()).containsExactly(new Shortfall(Cause.NOBODY_IN_RADIUS, 1));
      }
      assertThat(found).containsOnly(500);
    } finally {
      done.set(true);
      writer.join();
    }
  }

  @Test
  void aTeamOfWhichOneMoreComesOnDutyIsToldAndWhetherItIsWithinACircleToo() {
    List<String> onDuty = new ArrayList<>();
    index.tellWhenOnDuty(onDuty::add);
    index.apply(team("xizhu", 1, 500, "li", "wang"));
    index.apply(offDuty("li", 1));
    assertThat(onDuty).isEmpty();
    index.apply(onDuty("li", 2, null, 0, 0));
    index.apply(onDuty("wang", 1, north(3_000), 0, 0));
    assertThat(onDuty).as("the other may come elsewhere").containsExactly("xizhu", "xizhu");
    index.apply(onDuty("wang", 2, north(2_000), 0, 0));
    index.apply(offDuty("li", 3));
    assertThat(onDuty).as("no more than before").hasSize(2);
    index.apply(offDuty("wang", 3));
    index.apply(onDuty("li", 4, null, 0, 0));
    assertThat(onDuty).hasSize(3);

    assertThat(index.isWithin("xizhu", GATE, 501, TRAVEL, NOW)).isTrue();
    assertThat(index.isWithin("xizhu", GATE, 499, TRAVEL, NOW)).isFalse();
    assertThat(index.isWithin("nobody", GATE, 10_000, TRAVEL, NOW)).isFalse();
  }
}
