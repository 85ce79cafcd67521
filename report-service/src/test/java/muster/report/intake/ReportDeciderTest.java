package muster.report.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import muster.contracts.dispatch.AlertDetails;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.Severity;
import muster.contracts.place.GeoPoint;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.report.ReportEvent;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportDeciderTest {
  private static final Instant RECEIVED = Instant.parse("2022-03-12T01:00:00Z");
  private static final Instant NOW = RECEIVED.plusSeconds(40);
  private static final UUID REPORT = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
  private static final UUID ALERT = UUID.fromString("0198c0de-0000-7000-8000-000000000002");
  private static final UUID OTHER = UUID.fromString("0198c0de-0000-7000-8000-000000000003");
  private static final JurisdictionCode XIZHU = new JurisdictionCode("320371003209");
  private static final GeoPoint YARD = new GeoPoint(34.27, 117.35);
  private static final Submission BIKE =
      new Submission(
          REPORT, RECEIVED, "villager", Category.THEFT, "my e-bike is gone", YARD, "", XIZHU, null);

  private static RequestedAlert request(String by, String headline) {
    return new RequestedAlert(
        by,
        Category.THEFT,
        new AlertDetails(Severity.MODERATE, headline, "", YARD, ""),
        XIZHU,
        null,
        null,
        new JurisdictionCode(by.equals("officer") ? "320371" : "3203"));
  }

  private static final ReportCommand SUBMIT = new ReportCommand.Submit();
  private static final ReportCommand ANSWER = new ReportCommand.Answer("officer", "come by");
  private static final ReportCommand CALL =
      new ReportCommand.RequestAlert(request("officer", "e-bike"));
  private static final ReportCommand LINK = new ReportCommand.LinkAlert(ALERT);

  /** Applies the commands that are accepted; what is refused must be none of these. */
  private static Report given(ReportCommand... commands) {
    Report report = Report.received(BIKE);
    for (ReportCommand command : commands) {
      for (ReportEvent event : events(ReportDecider.decide(report, command, NOW))) {
        report = ReportDecider.evolve(report, event);
      }
    }
    return report;
  }

  private static List<ReportEvent> events(Decision decision) {
    return switch (decision) {
      case Decision.Accepted(var events) -> events;
      case Decision.Rejected(var rejection) -> throw new AssertionError(rejection);
    };
  }

  private static List<ReportEvent> when(ReportCommand command, Report report) {
    return events(ReportDecider.decide(report, command, NOW));
  }

  private static Rejection refused(ReportCommand command, Report report) {
    return switch (ReportDecider.decide(report, command, NOW)) {
      case Decision.Accepted(var events) -> throw new AssertionError(events);
      case Decision.Rejected(var rejection) -> rejection;
    };
  }

  @Test
  void aSubmissionIsDatedWhenItWasReceived() {
    assertThat(when(SUBMIT, given()))
        .containsExactly(
            new ReportEvent.ReportSubmitted(
                REPORT,
                RECEIVED,
                "villager",
                Category.THEFT,
                "my e-bike is gone",
                YARD,
                "",
                XIZHU));
    assertThat(given(SUBMIT).stage()).isEqualTo(new Report.Stage.Submitted());
  }

  @Test
  void aClueOnARunningAlertOrOneNotHeardOfYetIsAccepted() {
    for (var standing : List.of(AlertStanding.RUNNING, AlertStanding.NOT_HEARD_OF_YET)) {
      assertThat(when(new ReportCommand.SubmitClue(ALERT, standing), given()))
          .containsExactly(
              new ReportEvent.ClueSubmitted(
                  REPORT, RECEIVED, "villager", ALERT, "my e-bike is gone", YARD, XIZHU));
    }
  }

  @Test
  void aClueOnAnUnknownAlertOrOneThatIsOverIsRefused() {
    assertThat(refused(new ReportCommand.SubmitClue(ALERT, AlertStanding.UNKNOWN), given()))
        .isEqualTo(new Rejection.AlertUnknown(ALERT));
    assertThat(refused(new ReportCommand.SubmitClue(ALERT, AlertStanding.OVER), given()))
        .isEqualTo(new Rejection.AlertOver(ALERT));
  }

  @Test
  void aClueIsNotTriaged() {
    Report clue = given(new ReportCommand.SubmitClue(ALERT, AlertStanding.RUNNING));
    assertThat(clue.stage()).isEqualTo(new Report.Stage.Clue(ALERT));
    assertThat(refused(ANSWER, clue)).isEqualTo(new Rejection.ClueNeedsNoTriage());
    assertThat(refused(CALL, clue)).isEqualTo(new Rejection.ClueNeedsNoTriage());
  }

  @Test
  void anAnswerEndsTheTriage() {
    assertThat(when(ANSWER, given(SUBMIT)))
        .containsExactly(new ReportEvent.ReportAnswered(REPORT, NOW, "officer", "come by", XIZHU));
    assertThat(refused(CALL, given(SUBMIT, ANSWER)))
        .isEqualTo(new Rejection.TriagedOtherwise(Report.Status.ANSWERED));
    assertThat(refused(new ReportCommand.Answer("officer", "stay home"), given(SUBMIT, ANSWER)))
        .isEqualTo(new Rejection.TriagedOtherwise(Report.Status.ANSWERED));
  }

  @Test
  void theSameDecisionTwiceHappensOnce() {
    assertThat(when(ANSWER, given(SUBMIT, ANSWER))).isEmpty();
    assertThat(when(CALL, given(SUBMIT, CALL))).isEmpty();
    assertThat(when(CALL, given(SUBMIT, CALL, LINK))).isEmpty();
    assertThat(when(LINK, given(SUBMIT, CALL, LINK))).isEmpty();
  }

  @Test
  void aSecondOfficerWhoAsksForTheSameAlertIsNotInTheWay() {
    var again = new ReportCommand.RequestAlert(request("another officer", "e-bike"));
    assertThat(when(again, given(SUBMIT, CALL))).isEmpty();
  }

  @Test
  void anotherAlertIsAskedForInVain() {
    var other = new ReportCommand.RequestAlert(request("officer", "a car"));
    assertThat(refused(other, given(SUBMIT, CALL)))
        .isEqualTo(new Rejection.TriagedOtherwise(Report.Status.ALERT_REQUESTED));
    assertThat(refused(ANSWER, given(SUBMIT, CALL, LINK)))
        .isEqualTo(new Rejection.TriagedOtherwise(Report.Status.ALERTED));
  }

  @Test
  void theAlertRequestTellsWhenTheReportWasReceived() {
    assertThat(when(CALL, given(SUBMIT)))
        .containsExactly(
            new ReportEvent.AlertRequested(
                REPORT,
                NOW,
                "officer",
                RECEIVED,
                Category.THEFT,
                new AlertDetails(Severity.MODERATE, "e-bike", "", YARD, ""),
                XIZHU,
                null,
                new JurisdictionCode("320371"),
                null,
                XIZHU));
  }

  @Test
  void onlyTheAlertThatWasAskedForIsLinked() {
    assertThat(when(LINK, given(SUBMIT, CALL)))
        .containsExactly(new ReportEvent.AlertLinked(REPORT, NOW, ALERT, XIZHU));
    assertThat(refused(LINK, given(SUBMIT)))
        .isEqualTo(new Rejection.NoAlertRequested(Report.Status.SUBMITTED));
    assertThat(refused(new ReportCommand.LinkAlert(OTHER), given(SUBMIT, CALL, LINK)))
        .isEqualTo(new Rejection.LinkedToAnotherAlert(ALERT));
  }

  private static ReportCommand link(UUID alert, AlertStanding standing) {
    return new ReportCommand.LinkToRunning("officer", alert, standing, null);
  }

  @Test
  void aReportIsLinkedToARunningAlertOnce() {
    ReportCommand link = link(ALERT, AlertStanding.RUNNING);
    assertThat(when(link, given(SUBMIT)))
        .containsExactly(
            new ReportEvent.ReportLinked(
                REPORT, NOW, "officer", ALERT, "villager", "my e-bike is gone", YARD, XIZHU));
    Report linked = given(SUBMIT, link);
    assertThat(linked.status()).isEqualTo(Report.Status.LINKED);
    assertThat(linked.findAlert()).contains(ALERT);
    assertThat(when(link, linked)).isEmpty();
    assertThat(refused(link(OTHER, AlertStanding.RUNNING), linked))
        .isEqualTo(new Rejection.TriagedOtherwise(Report.Status.LINKED));
    assertThat(refused(CALL, linked))
        .isEqualTo(new Rejection.TriagedOtherwise(Report.Status.LINKED));
    assertThat(refused(link, given(SUBMIT, ANSWER)))
        .isEqualTo(new Rejection.TriagedOtherwise(Report.Status.ANSWERED));
  }

  @Test
  void aReportIsNotLinkedToAnAlertThatIsOverOrUnknown() {
    assertThat(refused(link(ALERT, AlertStanding.OVER), given(SUBMIT)))
        .isEqualTo(new Rejection.AlertOver(ALERT));
    for (var standing : List.of(AlertStanding.UNKNOWN, AlertStanding.NOT_HEARD_OF_YET)) {
      assertThat(refused(link(ALERT, standing), given(SUBMIT)))
          .isEqualTo(new Rejection.AlertUnknown(ALERT));
    }
  }

  private static ReportCommand.Add add(int n) {
    return new ReportCommand.Add(new UUID(7, n), "more " + n, null);
  }

  @Test
  void whatIsAddedGoesToTheAlertOfTheReport() {
    assertThat(when(add(1), given(SUBMIT)))
        .containsExactly(
            new ReportEvent.ReportAddedTo(
                REPORT, NOW, "villager", new UUID(7, 1), "more 1", null, null, XIZHU));
    assertThat(when(add(1), given(SUBMIT, CALL, LINK)))
        .containsExactly(
            new ReportEvent.ReportAddedTo(
                REPORT, NOW, "villager", new UUID(7, 1), "more 1", null, ALERT, XIZHU));
    Report report = given(SUBMIT, add(1), add(2), ANSWER);
    assertThat(report.additions())
        .extracting(Report.Addition::text)
        .containsExactly("more 1", "more 2");
    assertThat(report.status()).isEqualTo(Report.Status.ANSWERED);
    // Sent twice, under whatever id.
    assertThat(when(new ReportCommand.Add(OTHER, "more 2", null), report)).isEmpty();
    assertThat(when(new ReportCommand.Add(OTHER, "more 2", YARD), report)).hasSize(1);
    assertThat(when(add(1), report)).as("not the last one").hasSize(1);
  }

  @Test
  void whatIsSaidAgainAfterAMinuteIsNews() {
    Report report = given(SUBMIT, add(1));
    assertThat(ReportDecider.decide(report, add(1), NOW.plusMillis(59_999)))
        .isEqualTo(Decision.nothingToDo());
    assertThat(ReportDecider.decide(report, add(1), NOW.plusSeconds(60)))
        .isInstanceOfSatisfying(
            Decision.Accepted.class, accepted -> assertThat(accepted.events()).hasSize(1));
    // Clocks differ: an earlier time is no minute later.
    assertThat(ReportDecider.decide(report, add(1), NOW.minusSeconds(5)))
        .isEqualTo(Decision.nothingToDo());
  }

  @Test
  void aLinkToTheAlertThatGoesOnInTheOldOnesPlaceIsARepetition() {
    Report linked = given(SUBMIT, link(ALERT, AlertStanding.RUNNING));
    assertThat(
            when(
                new ReportCommand.LinkToRunning("officer", OTHER, AlertStanding.RUNNING, OTHER),
                linked))
        .isEmpty();
    assertThat(
            refused(
                new ReportCommand.LinkToRunning("officer", OTHER, AlertStanding.RUNNING, ALERT),
                linked))
        .isEqualTo(new Rejection.TriagedOtherwise(Report.Status.LINKED));
  }

  @Test
  void twentyAdditionsAreTakenAndOneMoreIsNot() {
    List<ReportCommand> commands = new ArrayList<>(List.of(SUBMIT));
    for (int i = 1; i <= 19; i++) {
      commands.add(add(i));
    }
    Report report = given(commands.toArray(ReportCommand[]::new));
    assertThat(when(add(20), report)).hasSize(1);
    commands.add(add(20));
    assertThat(refused(add(21), given(commands.toArray(ReportCommand[]::new))))
        .isEqualTo(new Rejection.TooManyAdditions(20));
  }

  @Test
  void aReportIsTakenBackOnceAndAnOfficerMayDecideOnItAllTheSame() {
    ReportCommand withdraw = new ReportCommand.Withdraw("found it");
    assertThat(when(withdraw, given(SUBMIT)))
        .containsExactly(
            new ReportEvent.ReportWithdrawn(REPORT, NOW, "villager", "found it", null, XIZHU));
    Report withdrawn = given(SUBMIT, withdraw);
    assertThat(withdrawn.status()).isEqualTo(Report.Status.WITHDRAWN);
    assertThat(when(new ReportCommand.Withdraw("again"), withdrawn)).isEmpty();
    assertThat(refused(add(1), withdrawn)).isEqualTo(new Rejection.Withdrawn());
    assertThat(given(SUBMIT, withdraw, CALL).status()).isEqualTo(Report.Status.ALERT_REQUESTED);
    assertThat(given(SUBMIT, CALL, withdraw, LINK).status()).isEqualTo(Report.Status.ALERTED);
    assertThat(when(withdraw, given(SUBMIT, CALL, LINK)))
        .containsExactly(
            new ReportEvent.ReportWithdrawn(REPORT, NOW, "villager", "found it", ALERT, XIZHU));
  }

  @Test
  void anEventThatCantHaveHappenedIsABug() {
    assertThatThrownBy(
            () ->
                ReportDecider.evolve(
                    given(SUBMIT), new ReportEvent.AlertLinked(REPORT, NOW, ALERT)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Property(tries = 300)
  void whateverIsAskedInWhateverOrderTheEventsCanBeAppliedAndApplyingThemAgainGivesTheSame(
      @ForAll("commands") List<ReportCommand> commands) {
    Report report = Report.received(BIKE);
    List<ReportEvent> history = new ArrayList<>();
    for (ReportCommand command : commands) {
      if (ReportDecider.decide(report, command, NOW) instanceof Decision.Accepted(var events)) {
        for (ReportEvent event : events) {
          report = ReportDecider.evolve(report, event);
          history.add(event);
        }
        assertThat(when(command, report)).isEmpty();
      }
    }
    Report reloaded = Report.received(BIKE);
    for (ReportEvent event : history) {
      reloaded = ReportDecider.evolve(reloaded, event);
    }
    assertThat(reloaded).isEqualTo(report);
    assertThat(report.version()).isEqualTo(history.size());
    assertThat(history.size()).isLessThanOrEqualTo(3);
  }

  @Provide
  Arbitrary<List<ReportCommand>> commands() {
    return Arbitraries.of(
            SUBMIT,
            ANSWER,
            CALL,
            LINK,
            new ReportCommand.Answer("officer", "stay home"),
            new ReportCommand.RequestAlert(request("officer", "a car")),
            new ReportCommand.LinkAlert(OTHER),
            link(ALERT, AlertStanding.RUNNING),
            link(OTHER, AlertStanding.OVER),
            new ReportCommand.SubmitClue(ALERT, AlertStanding.RUNNING),
            new ReportCommand.SubmitClue(ALERT, AlertStanding.NOT_HEARD_OF_YET),
            new ReportCommand.SubmitClue(ALERT, AlertStanding.OVER))
        .list()
        .ofMaxSize(12);
  }

  private static ReportCommand.Claim claim(String by, boolean takeOver, @Nullable Instant until) {
    return new ReportCommand.Claim(by, "Name of " + by, takeOver, until);
  }

  private static ReportEvent.ReportClaimed claimed(String by, @Nullable String from) {
    return new ReportEvent.ReportClaimed(REPORT, NOW, by, "Name of " + by, from, XIZHU);
  }

  private static ReportEvent.ReportClaimEnded claimEnded(String by, boolean lapsed) {
    return new ReportEvent.ReportClaimEnded(REPORT, NOW, by, lapsed, XIZHU);
  }

  @Test
  void aClaimIsTakenOnceAndRenewedWithoutAnEvent() {
    assertThat(when(claim("chen", false, null), given(SUBMIT)))
        .containsExactly(claimed("chen", null));
    Report report = given(SUBMIT, claim("chen", false, null));
    assertThat(report.claim()).isEqualTo(new Claim("chen", "Name of chen", NOW));
    assertThat(when(claim("chen", true, NOW.plusSeconds(1)), report)).isEmpty();
    // Nobody has ended it yet, and nobody else has come.
    assertThat(when(claim("chen", false, NOW), report)).isEmpty();
  }

  @Test
  void anotherDeskWaitsUntilTheClaimIsOverOrTakesItOver() {
    Report report = given(SUBMIT, claim("chen", false, null));
    assertThat(refused(claim("wang", false, NOW.plusMillis(1)), report))
        .isEqualTo(new Rejection.ClaimedByAnother(new Claim("chen", "Name of chen", NOW)));
    assertThat(when(claim("wang", true, NOW.plusMillis(1)), report))
        .containsExactly(claimed("wang", "chen"));
    assertThat(when(claim("wang", false, NOW), report))
        .containsExactly(claimEnded("chen", true), claimed("wang", null));
    Report taken =
        given(SUBMIT, claim("chen", false, null), claim("wang", true, NOW.plusMillis(1)));
    assertThat(taken.claim()).isEqualTo(new Claim("wang", "Name of wang", NOW));
    assertThat(when(new ReportCommand.Release("chen"), taken)).isEmpty();
    assertThat(when(new ReportCommand.Release("wang"), taken))
        .containsExactly(claimEnded("wang", false));
  }

  @Test
  void aClaimLapsesAtItsEndAndNotBefore() {
    Report report = given(SUBMIT, claim("chen", false, null));
    assertThat(when(new ReportCommand.Lapse(NOW.plusMillis(1)), report)).isEmpty();
    assertThat(when(new ReportCommand.Lapse(NOW), report))
        .containsExactly(claimEnded("chen", true));
    assertThat(when(new ReportCommand.Lapse(null), report))
        .containsExactly(claimEnded("chen", true));
    assertThat(when(new ReportCommand.Lapse(null), given(SUBMIT))).isEmpty();
  }

  @Test
  void aDecisionEndsTheClaimWhoeverTakesItAndWhatIsDecidedIsNotClaimed() {
    Report report = given(SUBMIT, claim("chen", false, null));
    assertThat(when(ANSWER, report)).startsWith(claimEnded("chen", false)).hasSize(2);
    assertThat(when(CALL, report)).startsWith(claimEnded("chen", false)).hasSize(2);
    Report answered = given(SUBMIT, claim("chen", false, null), ANSWER);
    assertThat(answered.claim()).isNull();
    assertThat(answered.version()).isEqualTo(4);
    assertThat(refused(claim("chen", true, null), answered))
        .isEqualTo(new Rejection.TriagedOtherwise(Report.Status.ANSWERED));
  }

  /** An officer may still decide on it. */
  @Test
  void aReportThatItsReporterTakesBackStaysClaimed() {
    Report report = given(SUBMIT, claim("chen", false, null), new ReportCommand.Withdraw("found"));
    assertThat(report.status()).isEqualTo(Report.Status.WITHDRAWN);
    assertThat(report.claim()).isNotNull();
    assertThat(when(claim("wang", true, NOW.plusMillis(1)), report)).hasSize(1);
  }

  @Test
  void aHistoryInWhichNobodyHadClaimedItIsNotGoneOnWith() {
    Report report = given(SUBMIT);
    for (ReportEvent event : List.of(claimEnded("chen", true), claimed("wang", "chen"))) {
      assertThatThrownBy(() -> ReportDecider.evolve(report, event))
          .isInstanceOf(IllegalStateException.class);
    }
    Report held = given(SUBMIT, claim("chen", false, null));
    assertThatThrownBy(() -> ReportDecider.evolve(held, claimEnded("wang", false)))
        .isInstanceOf(IllegalStateException.class);
  }
}
