package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import muster.contracts.EventEnvelope;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered.Answer;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown.Cause;
import muster.contracts.dispatch.PickReason;
import muster.contracts.place.JurisdictionCode;
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
    assertThat(Objects.requireNonNull(open.reckoned()).event())
        .isInstanceOf(DispatchEvent.TaskReckoned.class);
    assertThat(open.latest()).isNull();
    assertThat(board.listOpenTasks(List.of("liyi")).getFirst().reckoned()).isNull();
  }

  @Test
  void aMessageIsForTheTeamsItNamesAndTheLastTwentySinceTheOfferAreKept() {
    given(incident.issued().offered(xizhu, "xizhu").offered(liyi, "liyi"));
    assertThat(addressees(incident.message("hello", liyi, "liyi")))
        .containsExactly(new AddressedEvent.Addressee("liyi", liyi));
    assertThat(board.listOpenTasks(List.of("xizhu")).getFirst().messages()).isEmpty();
    assertThat(texts("liyi")).containsExactly("hello");
    for (int i = 1; i <= 20; i++) {
      given(incident.message("no. " + i, liyi, "liyi"));
    }
    assertThat(texts("liyi")).hasSize(20).startsWith("no. 1").endsWith("no. 20");
    // What was said to it before it was called again is over.
    given(incident.stoodDown(liyi, "liyi", Cause.COVERED).offered(liyi, "liyi", 2));
    assertThat(texts("liyi")).isEmpty();
    // A task from before this service has read is told all the same.
    UUID unknown = UUID.randomUUID();
    assertThat(addressees(incident.message("hello", unknown, "houyao")))
        .containsExactly(new AddressedEvent.Addressee("houyao", unknown));
  }

  @Test
  void aMessageToWhoComesIsForNobodyElseOfTheTeam() {
    given(
        incident
            .issued()
            .offered(xizhu, "xizhu")
            .answered(xizhu, "xizhu", "v-1", Answer.COMES, 60)
            .answered(xizhu, "xizhu", "v-2", Answer.COMES, 60)
            .answered(xizhu, "xizhu", "v-3", Answer.CANNOT, null)
            .acknowledged(xizhu, "xizhu", "v-1"));
    assertThat(addressees(incident.messageToWhoComes("hello", xizhu, "xizhu")))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu, Set.of("v-1", "v-2")));
    given(incident.answered(xizhu, "xizhu", "v-1", Answer.WITHDRAWS, null));
    given(incident.answered(xizhu, "xizhu", "v-3", Answer.COMES, null));
    assertThat(addressees(incident.messageToWhoComes("hello", xizhu, "xizhu")))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu, Set.of("v-2", "v-3")));
    assertThat(board.listOpenTasks(List.of("xizhu")).getFirst().comers().volunteerIds())
        .containsExactlyInAnyOrder("v-2", "v-3");
    // To the team it is for all of it.
    assertThat(addressees(incident.message("hello", xizhu, "xizhu")))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
  }

  @Test
  void whereNoMemberIsKnownToHaveAnsweredAMessageIsForTheTeam() {
    given(incident.issued().offered(xizhu, "xizhu").acknowledged(xizhu, "xizhu", "v-1"));
    assertThat(addressees(incident.messageToWhoComes("hello", xizhu, "xizhu")))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
    UUID unknown = UUID.randomUUID();
    assertThat(addressees(incident.messageToWhoComes("hello", unknown, "houyao")))
        .containsExactly(new AddressedEvent.Addressee("houyao", unknown));
  }

  private List<String> texts(String team) {
    return board.listOpenTasks(List.of(team)).getFirst().messages().stream()
        .map(message -> ((DispatchEvent.MessageSent) message.event()).text())
        .toList();
  }

  @Test
  void aReminderAndHelpInHandDoNotChangeWhereATaskStands() {
    given(incident.issued().offered(xizhu, "xizhu").acknowledged(xizhu, "xizhu", "v-1"));
    assertThat(addressees(incident.reminded(xizhu, "xizhu")))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
    given(incident.helpAsked(xizhu, "xizhu", "v-1").helpInHand(xizhu, "xizhu"));
    AddressedEvent latest = board.listOpenTasks(List.of("xizhu")).getFirst().latest();
    assertThat(Objects.requireNonNull(latest).event())
        .isInstanceOf(DispatchEvent.TaskAcknowledged.class);
  }

  @Test
  void anAlertIsFoundByItsIdAnywhereAndByItsNumberInScopeTheNewestFirst() {
    JurisdictionCode city = new JurisdictionCode("3203");
    Incident older = new Incident(VILLAGE).numbered(40_317);
    Incident elsewhere = new Incident("320412001001").numbered(40_317);
    given(older.issued());
    given(incident.numbered(40_317).issued().offered(xizhu, "xizhu"));
    given(elsewhere.issued());
    AlertBoard.ShownAlert found =
        board.findAlert(new AlertReference.ByNumber(40_317), city).orElseThrow();
    assertThat(found.alertId()).isEqualTo(incident.alertId);
    assertThat(found.tasks())
        .singleElement()
        .satisfies(task -> assertThat(task.task().taskId()).isEqualTo(xizhu));
    assertThat(board.findAlert(new AlertReference.ById(elsewhere.alertId), city)).isPresent();
    assertThat(board.findAlert(new AlertReference.ByNumber(40_318), city)).isEmpty();
    assertThat(board.findAlert(new AlertReference.ById(UUID.randomUUID()), city)).isEmpty();
    // One whose beginning is not known has no jurisdiction, and is in nobody's scope.
    Incident begunBefore = new Incident(VILLAGE);
    given(begunBefore.offered(liyi, "liyi"));
    assertThat(board.findAlert(new AlertReference.ById(begunBefore.alertId), city)).isEmpty();
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
  void aNewDistanceLeavesATeamThatComesWhereItStandsAndACallAgainStartsOver() {
    given(
        incident
            .issued()
            .offered(xizhu, "xizhu")
            .acknowledged(xizhu, "xizhu", "v-1")
            .happens(
                new DispatchEvent.TaskReckoned(
                    incident.alertId,
                    incident.now(),
                    xizhu,
                    "xizhu",
                    new PickReason(1_500, 652, PickReason.From.BASE, null, 2, 1))));
    AlertBoard.OpenTask open = board.listOpenTasks(List.of("xizhu")).getFirst();
    assertThat(Objects.requireNonNull(open.latest()).event())
        .isInstanceOf(DispatchEvent.TaskAcknowledged.class);
    assertThat(Objects.requireNonNull(open.reckoned()).event())
        .isInstanceOf(DispatchEvent.TaskReckoned.class);

    given(incident.offered(xizhu, "xizhu"));
    assertThat(board.listOpenTasks(List.of("xizhu")).getFirst().reckoned()).isNull();
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
  void aTeamThatIsPassedOnHasItsOpenTaskInTheOtherAlert() {
    given(incident.issued().offered(xizhu, "xizhu").acknowledged(xizhu, "xizhu", "v-1"));
    Incident into = new Incident(VILLAGE).issued();
    UUID there = UUID.randomUUID();
    given(
        incident.happens(
            new DispatchEvent.TaskPassedOn(
                incident.alertId, incident.now(), xizhu, "xizhu", into.alertId, there)));
    assertThat(
            addressees(
                incident.happens(
                    new DispatchEvent.AlertMerged(
                        incident.alertId, incident.now(), "d", into.alertId, null))))
        .containsExactly(new AddressedEvent.Addressee("xizhu", xizhu));
    given(
        into.happens(
                new DispatchEvent.AlertTakenIn(
                    into.alertId, into.now(), "d", incident.alertId, null))
            .happens(
                new DispatchEvent.TaskTakenOver(
                    into.alertId,
                    into.now(),
                    there,
                    "xizhu",
                    "Team xizhu",
                    null,
                    incident.alertId,
                    xizhu,
                    DispatchEvent.TaskTakenOver.Standing.ACKNOWLEDGED,
                    null,
                    new PickReason(120, 52, PickReason.From.POSITION, 3L, 2, 1),
                    60,
                    null,
                    List.of(
                        new DispatchEvent.TaskTakenOver.Member(
                            "v-1",
                            "v-1",
                            Answer.COMES,
                            60,
                            DispatchEvent.MemberAnswered.Said.PHONE,
                            null,
                            into.now())))));

    assertThat(board.listOpenTasks(List.of("xizhu")))
        .singleElement()
        .satisfies(
            open -> {
              assertThat(open.task().taskId()).isEqualTo(there);
              assertThat(open.task().alertId()).isEqualTo(into.alertId);
              assertThat(open.offer().event()).isInstanceOf(DispatchEvent.TaskTakenOver.class);
              assertThat(open.latest()).isNull();
            });
    assertThat(
            board
                .findAlert(new AlertReference.ById(into.alertId), new JurisdictionCode(VILLAGE))
                .orElseThrow()
                .tasks())
        .singleElement()
        .satisfies(
            shown -> {
              assertThat(shown.teamName()).isEqualTo("Team xizhu");
              assertThat(shown.calledAt()).isNotNull();
              assertThat(shown.answers())
                  .extracting(AlertBoard.ShownAnswer::volunteerId, AlertBoard.ShownAnswer::said)
                  .containsExactly(tuple("v-1", DispatchEvent.MemberAnswered.Said.PHONE));
            });
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
  void whatIsSaidLongAfterTheEndIsNotKept() {
    board.accept(record(incident.note("the owner rang").nextEvent()));
    assertThat(board.size()).isEqualTo(1);
    board.forgetEndedBefore(incident.now().minusSeconds(60));
    assertThat(board.size()).isEqualTo(1);
    board.forgetEndedBefore(incident.now().plusSeconds(1));
    assertThat(board.size()).isZero();
    given(incident.offered(xizhu, "xizhu"));
    board.forgetEndedBefore(incident.now().plusSeconds(1));
    assertThat(board.findTask(xizhu)).as("of an alert that may still run").isPresent();
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
