package muster.volunteer.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import muster.contracts.place.GeoPoint;
import muster.volunteer.presence.PresenceRules.Decision;
import muster.volunteer.presence.PresenceRules.Pace;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PresenceRulesTest {
  private static final Instant T0 = Instant.parse("2022-03-12T02:00:00Z");
  private static final GeoPoint HERE = new GeoPoint(34.29, 117.34);
  private static final GeoPoint THERE = new GeoPoint(34.30, 117.34);
  private static final PresenceReport OFF = PresenceReport.offDuty("v");

  private static final PresenceReport ON_DUTY = PresenceReport.onDuty("v");

  private final PresenceRules rules =
      new PresenceRules(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(12));

  private static PresenceReport on(GeoPoint place) {
    return new PresenceReport("v", true, place, 10.0, null);
  }

  private static PresenceReport seen(GeoPoint place, long millis) {
    return new PresenceReport("v", true, place, 10.0, T0.plusMillis(millis));
  }

  private Presence after(Presence current, PresenceReport report, long millis) {
    return switch (decide(current, report, millis)) {
      case Decision.Change(Presence next, boolean dutyChanged) -> next;
      case Decision.Nothing() -> current;
      case Decision.TooSoon(Duration retryAfter) -> throw new AssertionError("too soon");
      case Decision.NotYet() -> throw new AssertionError("from the future");
    };
  }

  private Decision decide(Presence current, PresenceReport report, long millis) {
    return rules.decide(current, report, T0.plusMillis(millis), Pace.LIMITED);
  }

  @Test
  void anEqualReportIsARepetitionForThirtySecondsAndThenNews() {
    Presence onDuty = after(Presence.neverReported("v"), on(HERE), 0);

    assertThat(decide(onDuty, on(HERE), 1)).isEqualTo(new Decision.Nothing());
    assertThat(decide(onDuty, on(HERE), 29_999)).isEqualTo(new Decision.Nothing());
    assertThat(decide(onDuty, on(HERE), 30_000))
        .isInstanceOfSatisfying(
            Decision.Change.class,
            change -> {
              assertThat(change.dutyChanged()).isFalse();
              assertThat(change.next().version()).isEqualTo(2);
              assertThat(change.next().reportedAt()).isEqualTo(T0.plusMillis(30_000));
            });
  }

  @Test
  void aDifferentReportIsTooSoonWithinASecond() {
    Presence onDuty = after(Presence.neverReported("v"), on(HERE), 0);

    assertThat(decide(onDuty, on(THERE), 999))
        .isEqualTo(new Decision.TooSoon(Duration.ofMillis(1)));
    assertThat(decide(onDuty, on(THERE), 1_000)).isInstanceOf(Decision.Change.class);
    assertThat(rules.decide(onDuty, on(THERE), T0.plusMillis(1), Pace.UNLIMITED))
        .isInstanceOf(Decision.Change.class);
  }

  @Test
  void goingOffDutyIsNeverTooSoonAndTakesThePositionAway() {
    Presence onDuty = after(Presence.neverReported("v"), on(HERE), 0);
    Presence offDuty = after(onDuty, OFF, 1);

    assertThat(offDuty.position()).isNull();
    assertThat(offDuty.dutyChanges()).isEqualTo(2);
    assertThat(decide(offDuty, OFF, 100_000)).isEqualTo(new Decision.Nothing());
  }

  @Test
  void offDutyIsByWordOrBySilenceAndAWordThatComesAfterSilenceCounts() {
    Presence onDuty = after(Presence.neverReported("v"), on(HERE), 0);
    assertThat(onDuty.offDutyByWord()).isFalse();
    assertThat(onDuty.snapshot().offDutyByWord()).isNull();
    assertThat(after(onDuty, OFF, 1).offDutyByWord()).isTrue();
    assertThat(after(onDuty, OFF, 1).snapshot().offDutyByWord()).isTrue();

    Presence silent = rules.takeOffDuty(onDuty, T0.plusSeconds(50_000)).next();
    assertThat(silent.offDutyByWord()).isFalse();
    assertThat(silent.snapshot().offDutyByWord()).isNull();
    assertThat(decide(silent, OFF, 50_001_000))
        .isInstanceOfSatisfying(
            Decision.Change.class,
            change -> {
              assertThat(change.dutyChanged()).isFalse();
              assertThat(change.next().offDutyByWord()).isTrue();
              assertThat(change.next().version()).isEqualTo(silent.version() + 1);
              assertThat(decide(change.next(), OFF, 50_002_000)).isEqualTo(new Decision.Nothing());
            });
    assertThat(after(after(onDuty, OFF, 1), on(HERE), 2_000).offDutyByWord()).isFalse();
    assertThat(decide(Presence.neverReported("v"), OFF, 0)).isEqualTo(new Decision.Nothing());
  }

  @Test
  void aClockThatGoesBackDoesNotLockAnybodyOut() {
    Presence onDuty = after(Presence.neverReported("v"), on(HERE), 100_000);

    assertThat(decide(onDuty, on(THERE), 0)).isEqualTo(new Decision.TooSoon(Duration.ofSeconds(1)));
  }

  @Test
  void aPositionIsAsOldAsItsDeviceSays() {
    Presence onDuty = after(Presence.neverReported("v"), seen(HERE, -600_000), 0);

    assertThat(onDuty.position())
        .isEqualTo(new Presence.Position(HERE, 10.0, T0.minusSeconds(600)));
    assertThat(onDuty.reportedAt()).isEqualTo(T0);
  }

  @Test
  void anOldPositionThatComesLateNeverReplacesANewerOne() {
    Presence onDuty = after(Presence.neverReported("v"), seen(HERE, 0), 0);

    assertThat(decide(onDuty, seen(THERE, -1), 5_000)).isEqualTo(new Decision.Nothing());
    Presence later = after(onDuty, seen(THERE, -1), 30_000);
    assertThat(later.position()).isEqualTo(onDuty.position());
    assertThat(later.reportedAt()).as("somebody is there, though").isEqualTo(T0.plusSeconds(30));
    assertThat(after(onDuty, seen(THERE, 1), 5_000).position())
        .isEqualTo(new Presence.Position(THERE, 10.0, T0.plusMillis(1)));
  }

  @Test
  void theSamePlaceAgainIsNewsWhenWhatIsKnownHasGrownOld() {
    Presence onDuty = after(Presence.neverReported("v"), seen(HERE, -600_000), 0);

    assertThat(decide(onDuty, seen(HERE, -570_001), 5_000)).isEqualTo(new Decision.Nothing());
    assertThat(after(onDuty, seen(HERE, 4_000), 5_000).position())
        .isEqualTo(new Presence.Position(HERE, 10.0, T0.plusSeconds(4)));
  }

  @Test
  void aHeartbeatWithoutALocationKeepsTheLastOneWithItsAge() {
    Presence onDuty = after(Presence.neverReported("v"), on(HERE), 0);
    PresenceReport heartbeat = PresenceReport.onDuty("v");

    assertThat(decide(onDuty, heartbeat, 29_999)).isEqualTo(new Decision.Nothing());
    Presence later = after(onDuty, heartbeat, 30_000);
    assertThat(later.reportedAt()).isEqualTo(T0.plusSeconds(30));
    assertThat(later.position()).isEqualTo(new Presence.Position(HERE, 10.0, T0));
    assertThat(after(after(later, OFF, 31_000), heartbeat, 33_000).position())
        .as("off duty it is gone")
        .isNull();
  }

  @Test
  void aClockAFewSecondsAheadMeansNowAndOneFarAheadIsRefused() {
    Presence onDuty = after(Presence.neverReported("v"), seen(HERE, 120_000), 0);

    assertThat(onDuty.position()).isEqualTo(new Presence.Position(HERE, 10.0, T0));
    assertThat(decide(onDuty, seen(THERE, 5_000 + 120_001), 5_000))
        .isEqualTo(new Decision.NotYet());
    assertThat(after(onDuty, seen(THERE, 3_000), 5_000).position())
        .isEqualTo(new Presence.Position(THERE, 10.0, T0.plusSeconds(3)));
  }

  /** A step of a random story. */
  record Step(PresenceReport report, long millisLater) {}

  @Provide
  Arbitrary<List<Step>> stories() {
    Arbitrary<PresenceReport> reports =
        Arbitraries.of(OFF, on(HERE), on(THERE), seen(HERE, 20_000), seen(THERE, 90_000), ON_DUTY);
    return Combinators.combine(reports, Arbitraries.longs().between(0, 40_000))
        .as(Step::new)
        .list()
        .ofMaxSize(30);
  }

  @Property(tries = 200)
  void versionsGrowByOneAndPositionsAreKeptOnDutyAlone(@ForAll("stories") List<Step> story) {
    Presence current = Presence.neverReported("v");
    long now = 0;
    for (Step step : story) {
      now += step.millisLater();
      if (decide(current, step.report(), now)
          instanceof Decision.Change(Presence next, boolean dutyChanged)) {
        assertThat(next.version()).isEqualTo(current.version() + 1);
        assertThat(dutyChanged).isEqualTo(next.onDuty() != current.onDuty());
        assertThat(next.onDuty() || next.position() == null).isTrue();
        Presence.Position before = current.position();
        Presence.Position after = next.position();
        if (next.onDuty() && before != null) {
          assertThat(after).as("the last position stays").isNotNull();
          assertThat(after == null || !after.at().isBefore(before.at())).isTrue();
        }
        assertThat(decide(next, step.report(), now))
            .as("handling it twice")
            .isEqualTo(new Decision.Nothing());
        current = next;
      }
      assertThat(current.onDuty() ? 1 : 0).isEqualTo((int) (current.dutyChanges() % 2));
    }
  }

  @Test
  void whoIsTakenOffDutyLeavesNoPosition() {
    Presence onDuty = after(Presence.neverReported("v"), on(HERE), 0);

    Decision.Change change = rules.takeOffDuty(onDuty, T0.plusSeconds(50_000));

    assertThat(change.dutyChanged()).isTrue();
    assertThat(change.next().onDuty()).isFalse();
    assertThat(change.next().position()).isNull();
    assertThat(change.next().version()).isEqualTo(2);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertRefused(Duration.ofSeconds(-1), Duration.ofSeconds(30), Duration.ofHours(1));
    assertRefused(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofHours(1));
    assertRefused(Duration.ofSeconds(1), Duration.ofMinutes(11), Duration.ofHours(1));
    assertRefused(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(9));
    assertRefused(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofHours(24));
  }

  private static void assertRefused(Duration interval, Duration window, Duration silence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PresenceRules(interval, window, silence));
  }
}
