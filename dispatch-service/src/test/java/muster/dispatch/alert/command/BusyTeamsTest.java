package muster.dispatch.alert.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import muster.dispatch.alert.postgres.TeamCommitmentTable.Commitment;
import org.junit.jupiter.api.Test;

class BusyTeamsTest {
  private static final UUID ALERT = UUID.randomUUID();
  private static final UUID OTHER_ALERT = UUID.randomUUID();

  /** What the database would say. */
  private final Set<Commitment> committed = ConcurrentHashMap.newKeySet();

  private final BusyTeams busyTeams = new BusyTeams(() -> List.copyOf(committed));
  private final Predicate<String> busy = busyTeams.onOtherAlertThan(OTHER_ALERT);

  @Test
  void aTeamIsBusyForAllAlertsButTheOneThatHoldsIt() {
    hold("t");

    assertThat(busy.test("t")).isTrue();
    assertThat(busyTeams.onOtherAlertThan(ALERT).test("t")).isFalse();
    assertThat(busy.test("u")).isFalse();
  }

  @Test
  void whatOtherInstancesHoldAndReleaseIsSeenWithTheNextRefresh() {
    committed.add(new Commitment("t", ALERT));
    busyTeams.refresh();
    assertThat(busy.test("t")).isTrue();

    committed.clear();
    busyTeams.refresh();
    assertThat(busy.test("t")).isFalse();
  }

  @Test
  void aRefreshNeverBringsBackATeamThatIsReleasedMeanwhile() throws Exception {
    try (var refreshing = Executors.newSingleThreadExecutor()) {
      for (int round = 0; round < 20_000; round++) {
        String team = "t" + round;
        hold(team);
        Future<?> refresh = refreshing.submit(busyTeams::refresh);
        for (int i = 0; i < round % 100; i++) {
          Thread.onSpinWait();
        }
        release(team);
        refresh.get();
        assertThat(busy.test(team)).as("round " + round).isFalse();
      }
    }
  }

  /** However much this instance commits meanwhile: what others did is not left for another time. */
  @Test
  void aRefreshDuringWhichSomethingIsCommittedStillBringsWhatOthersDid() {
    Commitment ofOthers = new Commitment("others", ALERT);
    BusyTeams[] self = new BusyTeams[1];
    BusyTeams disturbed =
        new BusyTeams(
            () -> {
              self[0].committed(ALERT, Set.of("held-meanwhile"), Set.of("released-meanwhile"));
              return List.of(ofOthers, new Commitment("released-meanwhile", ALERT));
            });
    self[0] = disturbed;
    disturbed.committed(ALERT, Set.of("released-meanwhile", "released-by-others"), Set.of());

    disturbed.refresh();

    Predicate<String> isBusy = disturbed.onOtherAlertThan(OTHER_ALERT);
    assertThat(isBusy.test("others")).isTrue();
    assertThat(isBusy.test("held-meanwhile")).isTrue();
    assertThat(isBusy.test("released-meanwhile")).isFalse();
    assertThat(isBusy.test("released-by-others")).isFalse();
  }

  private void hold(String team) {
    committed.add(new Commitment(team, ALERT));
    busyTeams.committed(ALERT, Set.of(team), Set.of());
  }

  private void release(String team) {
    committed.remove(new Commitment(team, ALERT));
    busyTeams.committed(ALERT, Set.of(), Set.of(team));
  }
}
