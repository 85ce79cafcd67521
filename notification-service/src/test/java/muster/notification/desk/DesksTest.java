package muster.notification.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import muster.contracts.EventEnvelope;
import muster.contracts.notification.DeskEvent;
import muster.contracts.notification.DeskEvent.AlarmCounts;
import muster.contracts.notification.DeskEvent.DeskChanged;
import muster.contracts.notification.DeskEvent.DeskGone;
import muster.contracts.place.JurisdictionCode;
import muster.notification.desk.Desks.Admission;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DesksTest {
  private static final Instant START = Instant.parse("2022-03-12T01:17:20Z");
  private static final UUID ALERT = new UUID(7, 7);
  private static final JurisdictionCode CITY = new JurisdictionCode("3203");
  private static final DeskLimits LIMITS =
      new DeskLimits(Duration.ofSeconds(60), Duration.ofSeconds(5), 2, 3);

  private final List<String> told = new ArrayList<>();
  private final List<UUID> ids = new ArrayList<>();
  private final Desks desks = new Desks(LIMITS, this::tell);

  private void tell(EventEnvelope<? extends DeskEvent> envelope) {
    ids.add(envelope.id());
    told.add(
        switch (envelope.event()) {
          case DeskChanged changed ->
              changed.account() + (changed.alertId() == null ? "" : " looks");
          case DeskGone gone -> gone.account() + " gone";
        });
  }

  private static UUID desk(int number) {
    return new UUID(0, number);
  }

  private static DeskChanged said(
      int desk, String account, String scope, @Nullable UUID alertId, long second) {
    return new DeskChanged(
        desk(desk),
        START.plusSeconds(second),
        account,
        "Name of " + account,
        new JurisdictionCode(scope),
        alertId,
        null,
        true,
        new AlarmCounts(0, 1, 2));
  }

  private void accept(DeskEvent event, long second) {
    desks.accept(
        new EventEnvelope<>(UUID.randomUUID(), "/notification-service", 0, null, event),
        START.plusSeconds(second));
  }

  @Test
  void whatADeskRepeatsIsNotToldAgainAndWhatItLooksAtIs() {
    accept(said(1, "zhang", "320371", null, 0), 0);
    accept(said(1, "zhang", "320371", null, 20), 20);
    accept(said(1, "zhang", "320371", ALERT, 25), 25);
    accept(said(1, "zhang", "320371", ALERT, 45), 45);
    accept(said(1, "zhang", "320371", null, 46), 46);
    assertThat(told).containsExactly("zhang", "zhang looks", "zhang");
    assertThat(desks.find(desk(1))).contains(said(1, "zhang", "320371", null, 46));
  }

  @Test
  void aDeskIsGoneAfterAMinuteOfSilenceAndNotBefore() {
    accept(said(1, "zhang", "320371", null, 0), 0);
    accept(said(2, "li", "320371", null, 30), 30);
    desks.forgetSilent(START.plusMillis(59_999));
    assertThat(told).containsExactly("zhang", "li");
    desks.forgetSilent(START.plusSeconds(60));
    desks.forgetSilent(START.plusSeconds(61));
    assertThat(told).containsExactly("zhang", "li", "zhang gone");
    assertThat(desks.count()).isEqualTo(1);
  }

  @Test
  void allInstancesTellOfTheSameSilenceUnderTheSameId() {
    Desks other = new Desks(LIMITS, this::tell);
    DeskChanged last = said(1, "zhang", "320371", null, 0);
    var envelope =
        new EventEnvelope<DeskEvent>(UUID.randomUUID(), "/notification-service", 0, null, last);
    desks.accept(envelope, START);
    other.accept(envelope, START);
    ids.clear();
    desks.forgetSilent(START.plusSeconds(60));
    other.forgetSilent(START.plusSeconds(63));
    assertThat(ids).hasSize(2);
    assertThat(ids.get(0)).isEqualTo(ids.get(1));
  }

  @Test
  void whoLeavesIsGoneOnceAndWhatIsReadOfOldDesksTellsNothing() {
    accept(said(1, "zhang", "320371", null, 0), 100);
    assertThat(desks.count()).as("silent before this instance began").isZero();
    accept(said(1, "zhang", "320371", null, 90), 100);
    DeskGone gone = new DeskGone(desk(1), START.plusSeconds(101), "zhang", "Zhang", CITY);
    accept(gone, 101);
    accept(gone, 101);
    assertThat(told).containsExactly("zhang", "zhang gone");
  }

  @Test
  void aClockThatIsAheadKeepsNoDeskAliveForLonger() {
    accept(said(1, "zhang", "320371", null, 3_600), 0);
    desks.forgetSilent(START.plusSeconds(59));
    assertThat(desks.count()).isEqualTo(1);
    desks.forgetSilent(START.plusSeconds(60));
    assertThat(desks.count()).isZero();
  }

  @Test
  void anAccountHasAsManyDesksAsItMayAndAllTogetherNoMoreThanThere() {
    for (int desk = 1; desk <= 2; desk++) {
      assertThat(desks.admit(said(desk, "zhang", "320371", null, 0), START))
          .isEqualTo(Admission.ADMITTED);
      accept(said(desk, "zhang", "320371", null, 0), 0);
    }
    assertThat(desks.admit(said(3, "zhang", "320371", null, 0), START))
        .isEqualTo(Admission.TOO_MANY_OF_ACCOUNT);
    assertThat(desks.admit(said(3, "li", "320371", null, 0), START)).isEqualTo(Admission.ADMITTED);
    accept(said(3, "li", "320371", null, 0), 0);
    assertThat(desks.admit(said(4, "wang", "320371", null, 0), START))
        .isEqualTo(Admission.TOO_MANY);
    accept(said(4, "wang", "320371", null, 0), 0);
    assertThat(desks.count()).as("whatever another instance has let in").isEqualTo(3);
    // Whoever is there says so again, also when all places are taken.
    assertThat(desks.admit(said(1, "zhang", "320371", null, 20), START.plusSeconds(20)))
        .isEqualTo(Admission.ADMITTED);
    // A silent one takes no place from its account.
    accept(said(2, "zhang", "320371", null, 20), 20);
    assertThat(desks.admit(said(5, "zhang", "320371", null, 60), START.plusSeconds(60)))
        .isNotEqualTo(Admission.TOO_MANY_OF_ACCOUNT);
  }

  @Test
  void whatIsRepeatedWithinFiveSecondsIsNotWrittenAgain() {
    accept(said(1, "zhang", "320371", null, 0), 0);
    assertThat(desks.admit(said(1, "zhang", "320371", null, 4), START.plusMillis(4_999)))
        .isEqualTo(Admission.RESTATED);
    assertThat(desks.admit(said(1, "zhang", "320371", null, 5), START.plusSeconds(5)))
        .isEqualTo(Admission.ADMITTED);
    assertThat(desks.admit(said(1, "zhang", "320371", ALERT, 1), START.plusSeconds(1)))
        .isEqualTo(Admission.ADMITTED);
  }

  @Test
  void nobodySpeaksForTheDeskOfAnotherUntilThatIsGone() {
    accept(said(1, "zhang", "320371", null, 0), 0);
    assertThat(desks.admit(said(1, "li", "320371", null, 59), START.plusSeconds(59)))
        .isEqualTo(Admission.OF_ANOTHER);
    assertThat(desks.admit(said(1, "li", "320371", null, 60), START.plusSeconds(60)))
        .isEqualTo(Admission.ADMITTED);
  }

  @Test
  void aListHasTheDesksOfTheScopePageByPage() {
    accept(said(3, "li", "320371", null, 0), 0);
    accept(said(1, "zhang", "3203", null, 0), 0);
    accept(said(2, "wang", "3204", null, 0), 0);
    assertThat(desks.list(CITY, null, 10))
        .extracting(DeskChanged::account)
        .containsExactly("zhang", "li");
    assertThat(desks.list(new JurisdictionCode("320371"), null, 10))
        .extracting(DeskChanged::account)
        .containsExactly("li");
    assertThat(desks.list(CITY, null, 1)).extracting(DeskChanged::account).containsExactly("zhang");
    assertThat(desks.list(CITY, desk(1), 10))
        .extracting(DeskChanged::account)
        .containsExactly("li");
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    Duration minute = Duration.ofSeconds(60);
    Duration five = Duration.ofSeconds(5);
    assertThatThrownBy(() -> new DeskLimits(Duration.ofMillis(1_999), Duration.ZERO, 1, 1))
        .hasMessageContaining("muster.desks.silence");
    assertThatThrownBy(() -> new DeskLimits(Duration.ofSeconds(601), five, 1, 1))
        .hasMessageContaining("muster.desks.silence");
    assertThatThrownBy(() -> new DeskLimits(minute, Duration.ofSeconds(31), 1, 1))
        .hasMessageContaining("muster.desks.restated");
    assertThatThrownBy(() -> new DeskLimits(minute, five, 0, 1))
        .hasMessageContaining("muster.desks.per-account");
    assertThatThrownBy(() -> new DeskLimits(minute, five, 2, 1))
        .hasMessageContaining("muster.desks.most");
    assertThat(new DeskLimits(minute, Duration.ofSeconds(30), 1, 1).most()).isEqualTo(1);
  }
}
