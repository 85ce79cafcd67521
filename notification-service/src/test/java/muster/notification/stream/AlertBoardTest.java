package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import muster.contracts.EventEnvelope;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Answer;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown.Cause;
import muster.contracts.dispatch.PickReason;
import muster.notification.Incident;
import org.junit.jupiter.api.Test;

class AlertBoardTest {
  private static final String VILLAGE = "320371003209";

  private final AlertBoard board = new AlertBoard(3);
  private final Incident incident = new Incident(VILLAGE);
  private final UUID xizhu = UUID.randomUUID();
  private final UUID liyi = UUID.randomUUID();
  private long offset;

  @Test
  void aTaskEventIsForItsTeamAlone() {
    given(incident.issued().offered(xizhu, "xizhu").offered(liyi, "liyi"));
    assertThat(addressees(incident.acknowledged(xizhu, "xizhu", "v-1")))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
  }

  @Test
  void anAlertsEventIsForTheTeamsThatHaveAPartInIt() {
    given(
        incident
            .issued()
            .offered(xizhu, "xizhu")
            .offered(liyi, "liyi")
            .declined(liyi, "liyi", "v-2"));
    assertThat(addressees(incident.updated("news")))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
  }

  @Test
  void aTeamThatWasNoLongerNeededIsNotToldOfTheRestButOneThatStayedToTheEndIs() {
    given(
        incident
            .issued()
            .offered(xizhu, "xizhu")
            .offered(liyi, "liyi")
            .acknowledged(xizhu, "xizhu", "v-1")
            .stoodDown(liyi, "liyi", Cause.COVERED)
            .stoodDown(xizhu, "xizhu", Cause.RESOLVED));
    assertThat(addressees(incident.resolved()))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
  }

  @Test
  void aTeamThatHasNotAnsweredIsToldHowFarTheNewPlaceIsAlsoWhenItsMemberComesLater() {
    given(incident.issued().offered(xizhu, "xizhu").offered(liyi, "liyi"));
    assertThat(
            addressees(
                incident.happens(
                    new DispatchEvent.TaskReckoned(
                        incident.alertId,
                        incident.now(),
                        xizhu,
                        "xizhu",
                        new PickReason(1_500, 652, PickReason.From.BASE, null, 2, 1)))))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
    AlertBoard.OpenTask open = board.listOpenTasks(List.of("xizhu")).getFirst();
    assertThat(open.offer().event()).isInstanceOf(DispatchEvent.TaskOffered.class);
    assertThat(open.latest()).isNotNull();
    assertThat(board.listOpenTasks(List.of("liyi")).getFirst().latest()).isNull();
  }

  @Test
  void aReopenedAlertBeginsAnewAlsoWhenItWasForgotten() {
    given(
        incident
            .numbered(40_317)
            .issued()
            .offered(xizhu, "xizhu")
            .acknowledged(xizhu, "xizhu", "v-1")
            .released(xizhu, "xizhu")
            .resolved());
    assertThat(addressees(incident.reopened())).isEmpty();
    // The old part is over: news goes to whoever is called now.
    assertThat(addressees(incident.updated("news"))).isEmpty();
    given(incident.offered(liyi, "liyi"));
    assertThat(board.listOpenTasks(List.of("xizhu"))).isEmpty();
    assertThat(board.listOpenTasks(List.of("liyi"))).hasSize(1);
    assertThat(addressees(incident.updated("news")))
        .containsExactly(new AddressedEvent.Addressee("liyi", liyi));

    board.forgetEndedBefore(incident.now().plusSeconds(1));
    assertThat(board.size()).isEqualTo(1);
    AlertBoard empty = new AlertBoard(3);
    AlertSummary known =
        Objects.requireNonNull(
            empty.accept(record(incident.reopened().nextEvent())).orElseThrow().alert());
    assertThat(known.number()).isEqualTo(40_317);
    assertThat(known.status()).isEqualTo(AlertStatus.CALLING);
  }

  @Test
  void anotherCategoryIsToldAndANoteIsForTheCommandCenter() {
    given(incident.issued().offered(xizhu, "xizhu"));
    assertThat(addressees(incident.becomes(Category.BRAWL)))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
    assertThat(addressees(incident.note("rang again"))).isEmpty();
    assertThat(Objects.requireNonNull(board.listOpenTasks(List.of("xizhu")).getFirst().alert()))
        .extracting(AlertSummary::category)
        .isEqualTo(Category.BRAWL);
  }

  @Test
  void thatNobodyIsOnDutyLeavesTheTaskWhereItStandsAndWhoLeftIsNotAmongTheAnswers() {
    given(
        incident
            .issued()
            .offered(xizhu, "xizhu")
            .answered(xizhu, "xizhu", "v-1", Answer.COMES, 60)
            .answered(xizhu, "xizhu", "v-2", Answer.COMES, 90)
            .acknowledged(xizhu, "xizhu", "v-1"));
    assertThat(
            addressees(
                incident.happens(
                    new DispatchEvent.TaskUnstaffed(
                        incident.alertId, incident.now(), xizhu, "xizhu"))))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
    given(
        incident
            .happens(
                new DispatchEvent.TaskStaffedAgain(
                    incident.alertId, incident.now(), xizhu, "xizhu", "v-2"))
            .happens(
                new DispatchEvent.MemberLeft(
                    incident.alertId, incident.now(), xizhu, "xizhu", "v-1")));
    AlertBoard.OpenTask open = board.listOpenTasks(List.of("xizhu")).getFirst();
    assertThat(Objects.requireNonNull(open.latest()).event())
        .isInstanceOf(DispatchEvent.TaskAcknowledged.class);
    assertThat(open.answers())
        .singleElement()
        .satisfies(
            answer ->
                assertThat(((DispatchEvent.MemberAnswered) answer.event()).volunteerId())
                    .isEqualTo("v-2"));

    given(
        incident.happens(
            new DispatchEvent.TaskWithdrawnV2(
                incident.alertId,
                incident.now(),
                xizhu,
                "xizhu",
                DispatchEvent.TaskWithdrawnV2.Cause.OFF_DUTY)));
    assertThat(board.listOpenTasks(List.of("xizhu"))).isEmpty();
    assertThat(addressees(incident.updated("news"))).isEmpty();
  }

  @Test
  void aCallForHelpLeavesTheTaskWhereItStands() {
    given(
        incident
            .issued()
            .offered(xizhu, "xizhu")
            .acknowledged(xizhu, "xizhu", "v-1")
            .helpAsked(xizhu, "xizhu", "v-1"));
    AlertBoard.OpenTask open = board.listOpenTasks(List.of("xizhu")).getFirst();
    assertThat(Objects.requireNonNull(open.latest()).event())
        .isInstanceOf(DispatchEvent.TaskAcknowledged.class);
  }

  @Test
  void aTeamThatWasReleasedIsToldOfTheEndAndHasNothingOpen() {
    given(
        incident
            .issued()
            .offered(xizhu, "xizhu")
            .acknowledged(xizhu, "xizhu", "v-1")
            .released(xizhu, "xizhu"));
    assertThat(board.listOpenTasks(List.of("xizhu"))).isEmpty();
    assertThat(addressees(incident.resolved()))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
    assertThat(addressees(incident.answeredLate(liyi, "liyi", "v-2")))
        .containsExactly(new AddressedEvent.Addressee("liyi", liyi));
    assertThat(board.listOpenTasks(List.of("liyi"))).isEmpty();
  }

  @Test
  void cluesAndWavesAreForTheCommandCenter() {
    given(incident.issued().offered(xizhu, "xizhu"));
    assertThat(addressees(incident.clue("behind the school"))).isEmpty();
    assertThat(
            addressees(
                incident.happens(
                    new DispatchEvent.WaveOpened(
                        incident.alertId,
                        incident.now(),
                        2,
                        DispatchEvent.WaveOpened.Trigger.DEADLINE,
                        6_000,
                        incident.now(),
                        List.of()))))
        .isEmpty();
  }

  @Test
  void theStatusFollowsTheEvents() {
    assertThat(status(incident.issued())).isEqualTo(AlertStatus.CALLING);
    assertThat(status(incident.covered(2))).isEqualTo(AlertStatus.COVERED);
    assertThat(
            status(
                incident.happens(
                    new DispatchEvent.AlertUncovered(incident.alertId, incident.now(), 1))))
        .isEqualTo(AlertStatus.CALLING);
    assertThat(status(incident.resolved())).isEqualTo(AlertStatus.RESOLVED);
  }

  @Test
  void aRepetitionIsNoNews() {
    incident.issued();
    EventEnvelope<DispatchEvent> issued = incident.events().getFirst();
    assertThat(board.accept(record(issued))).isPresent();
    assertThat(board.accept(record(issued))).isEmpty();
  }

  @Test
  void whatIsOpenIsTheOfferAndWhereTheTaskStands() {
    given(incident.issued().offered(xizhu, "xizhu").standby(xizhu, "xizhu", "v-1", 2));
    assertThat(board.listOpenTasks(List.of("xizhu", "liyi")))
        .singleElement()
        .satisfies(
            open -> {
              assertThat(open.offer().event()).isInstanceOf(DispatchEvent.TaskOffered.class);
              assertThat(Objects.requireNonNull(open.latest()).event())
                  .isInstanceOf(DispatchEvent.TaskPutOnStandby.class);
            });
    given(incident.resolved());
    assertThat(board.listOpenTasks(List.of("xizhu"))).isEmpty();
  }

  @Test
  void whatIsOpenHasTheLastAnswerOfEachMemberAndACorrectedTimeOfArrivalIsOne() {
    given(
        incident
            .issued()
            .offered(xizhu, "xizhu")
            .answered(xizhu, "xizhu", "v-1", Answer.COMES, 600)
            .acknowledged(xizhu, "xizhu", "v-1")
            .answered(xizhu, "xizhu", "v-2", Answer.CANNOT, null)
            .answered(xizhu, "xizhu", "v-1", Answer.COMES, 120));
    AlertBoard.OpenTask open = board.listOpenTasks(List.of("xizhu")).getFirst();
    assertThat(Objects.requireNonNull(open.latest()).event())
        .isInstanceOf(DispatchEvent.TaskAcknowledged.class);
    assertThat(open.answers().stream().map(each -> (DispatchEvent.MemberAnswered) each.event()))
        .extracting(DispatchEvent.MemberAnswered::volunteerId, each -> each.etaSeconds())
        .containsExactly(tuple("v-2", null), tuple("v-1", 120));
    given(incident.offered(xizhu, "xizhu"));
    assertThat(board.listOpenTasks(List.of("xizhu")).getFirst().answers()).isEmpty();
  }

  @Test
  void aMembersAnswerIsForTheTeamAloneAndChangesNothingOfWhereItsTaskStands() {
    given(incident.issued().offered(xizhu, "xizhu").offered(liyi, "liyi"));
    assertThat(addressees(incident.answered(xizhu, "xizhu", "v-1", Answer.CANNOT, null)))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
    assertThat(board.listOpenTasks(List.of("xizhu"))).hasSize(1);
  }

  @Test
  void aTeamThatWasNotReachedMayStillAnswer() {
    given(
        incident
            .issued()
            .offered(xizhu, "xizhu")
            .happens(
                new DispatchEvent.TaskUnreached(incident.alertId, incident.now(), xizhu, "xizhu")));
    assertThat(board.listOpenTasks(List.of("xizhu"))).hasSize(1);
    assertThat(addressees(incident.updated("news"))).hasSize(1);
  }

  @Test
  void anAlertWithoutItsBeginningTellsItsTeamsWithoutDetails() {
    given(incident.offered(xizhu, "xizhu"));
    incident.updated("news");
    AddressedEvent addressed = board.accept(record(incident.events().getFirst())).orElseThrow();
    assertThat(addressed.alert()).isNull();
    assertThat(addressed.addressees()).hasSize(1);
  }

  @Test
  void endedAlertsAreForgottenAfterAWhile() {
    Instant end = incident.now();
    given(incident.issued().offered(xizhu, "xizhu").resolved());
    board.forgetEndedBefore(end);
    assertThat(board.findTask(xizhu)).isPresent();
    board.forgetEndedBefore(end.plusSeconds(1));
    assertThat(board.findTask(xizhu)).isEmpty();
    assertThat(board.size()).isZero();
  }

  @Test
  void beyondItsCapacityTheBoardForgetsAnEndedAlertFirst() {
    Incident running = new Incident(VILLAGE);
    given(running.issued().offered(liyi, "liyi"));
    given(incident.issued().offered(xizhu, "xizhu").resolved());
    given(new Incident(VILLAGE).issued());
    assertThat(board.size()).isEqualTo(3);
    given(new Incident(VILLAGE).issued());
    assertThat(board.size()).isEqualTo(3);
    assertThat(board.findTask(liyi)).isPresent();
    assertThat(board.findTask(xizhu)).isEmpty();
  }

  private void given(Incident events) {
    events.events().forEach(event -> board.accept(record(event)));
  }

  private List<AddressedEvent.Addressee> addressees(Incident next) {
    return board.accept(record(next.events().getFirst())).orElseThrow().addressees();
  }

  private AlertStatus status(Incident next) {
    AddressedEvent addressed = board.accept(record(next.events().getFirst())).orElseThrow();
    return Objects.requireNonNull(addressed.alert()).status();
  }

  private LogRecord record(EventEnvelope<DispatchEvent> envelope) {
    return new LogRecord(0, offset++, 100, envelope);
  }
}
