package muster.notification.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import muster.contracts.Event;
import muster.contracts.EventEnvelope;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.JurisdictionCode;
import muster.notification.Desk;
import org.junit.jupiter.api.Test;

/** Which desks are told of what happens to reports, teams and volunteers. */
class DeskBoardTest {
  private static final String VILLAGE = "320371003209";
  private static final String ELSEWHERE = "320412001001";

  private final UUID alert = UUID.randomUUID();
  private final DeskBoard board =
      new DeskBoard(3, id -> id.equals(alert) ? Optional.of(40_317) : Optional.empty());
  private long offset;

  @Test
  void aReportIsForThoseWhoAreResponsibleWhereItIs() {
    StreamedEvent submitted = next(new Desk.Report(VILLAGE).submitted("smoke"));
    for (String scope : List.of("32", "3203", "320371003", VILLAGE)) {
      assertThat(operator(scope).sees(submitted)).as(scope).isTrue();
    }
    for (String scope : List.of("3204", "320371003210", VILLAGE + "001", "41")) {
      assertThat(operator(scope).sees(submitted)).as(scope).isFalse();
    }
  }

  @Test
  void whereAReportIsIsKnownFromItsBeginningIfItsEventsDoNotSayIt() {
    Desk.Report report = Desk.Report.ofOld(VILLAGE);
    next(report.submitted("smoke"));
    assertThat(operator("3203").sees(next(report.answered("thank you")))).isTrue();
    // Of one whose beginning has been forgotten, nobody is told.
    next(new Desk.Report(VILLAGE).submitted("1"));
    next(new Desk.Report(VILLAGE).submitted("2"));
    next(new Desk.Report(VILLAGE).submitted("3"));
    assertThat(operator("32").sees(next(report.withdrawn()))).isFalse();
  }

  @Test
  void aRepetitionIsToldOnceAsLongAsItIsRemembered() {
    EventEnvelope<? extends Event> event = new Desk.Report(VILLAGE).submitted("smoke");
    next(event);
    assertThat(board.accept(new LogRecord(0, offset++, 10, event))).isEmpty();
    for (int i = 0; i < 3; i++) {
      next(new Desk.Team(VILLAGE).registered());
    }
    assertThat(board.accept(new LogRecord(0, offset++, 10, event))).isPresent();
  }

  @Test
  void anAlertsFilterTakesTheReportsThatAreTiedToItByIdAndByNumber() {
    Desk.Report report = new Desk.Report(VILLAGE);
    StreamedEvent submitted = next(report.submitted("smoke"));
    StreamedEvent linked = next(report.linked(alert));
    StreamedEvent other = next(new Desk.Report(VILLAGE).clue(UUID.randomUUID()));
    StreamedEvent team = next(new Desk.Team(VILLAGE).registered());
    for (AlertReference reference :
        List.of(new AlertReference.ById(alert), new AlertReference.ByNumber(40_317))) {
      Viewer.Operator filtered =
          new Viewer.Operator(
              "o", code("3203"), List.of(), Optional.empty(), Optional.of(reference));
      assertThat(filtered.sees(linked)).isTrue();
      assertThat(filtered.sees(submitted)).isFalse();
      assertThat(filtered.sees(other)).isFalse();
      assertThat(filtered.sees(team)).isFalse();
      assertThat(filtered.follows(StreamTopic.REGISTRY)).isFalse();
      assertThat(filtered.follows(StreamTopic.REPORTS)).isTrue();
    }
  }

  @Test
  void anAlarmIsForThoseAboveItAndOneOfTheSystemForAll() {
    StreamedEvent ours = next(new Desk.Alarm(VILLAGE).raised());
    StreamedEvent everybodys = next(Desk.Alarm.ofSystem().raised());
    for (String scope : List.of("32", "3203", VILLAGE)) {
      assertThat(operator(scope).sees(ours)).as(scope).isTrue();
      assertThat(operator(scope).sees(everybodys)).as(scope).isTrue();
    }
    for (String scope : List.of("3204", VILLAGE + "001", "41")) {
      assertThat(operator(scope).sees(ours)).as(scope).isFalse();
      assertThat(operator(scope).sees(everybodys)).as(scope).isTrue();
    }
  }

  @Test
  void anAlertsFilterTakesItsAlarmsAndNoneOfTheSystem() {
    StreamedEvent ofIt = next(new Desk.Alarm(VILLAGE, alert).raised());
    StreamedEvent ofAnother = next(new Desk.Alarm(VILLAGE).raised());
    StreamedEvent ofTheSystem = next(Desk.Alarm.ofSystem().raised());
    for (AlertReference reference :
        List.of(new AlertReference.ById(alert), new AlertReference.ByNumber(40_317))) {
      Viewer.Operator filtered =
          new Viewer.Operator(
              "o", code("3203"), List.of(), Optional.empty(), Optional.of(reference));
      assertThat(filtered.sees(ofIt)).isTrue();
      assertThat(filtered.sees(ofAnother)).isFalse();
      assertThat(filtered.sees(ofTheSystem)).isFalse();
    }
  }

  @Test
  void aTeamThatMovesIsToldOfWhereItWasAndWhereItIs() {
    Desk.Team team = new Desk.Team(VILLAGE);
    StreamedEvent registered = next(team.registered());
    StreamedEvent moved = next(team.movedTo(ELSEWHERE));
    StreamedEvent disbanded = next(team.disbanded());
    assertThat(operator("3203").sees(registered)).isTrue();
    assertThat(operator("3204").sees(registered)).isFalse();
    assertThat(operator("3203").sees(moved)).isTrue();
    assertThat(operator("3204").sees(moved)).isTrue();
    assertThat(operator("3203").sees(disbanded)).isFalse();
    assertThat(operator("3204").sees(disbanded)).isTrue();
  }

  @Test
  void ofADutyADeskIsToldForItsOwnTeams() {
    Desk.Team ours = new Desk.Team(VILLAGE);
    Desk.Team theirs = new Desk.Team(ELSEWHERE);
    Desk.Volunteer somebody = new Desk.Volunteer(ELSEWHERE);
    RegistryEvent both = (RegistryEvent) next(somebody.onDuty(ours, theirs));
    assertThat(operator("3203").sees(both)).isTrue();
    assertThat(operator("3203").teamsOf(both)).containsExactly(ours.id);
    assertThat(operator("32").teamsOf(both)).containsExactly(ours.id, theirs.id);
    assertThat(operator("41").sees(both)).isFalse();
    assertThat(operator("32").sees(next(somebody.offDuty()))).as("in no team").isFalse();
    assertThat(operator("32").sees(next(somebody.onDutyOfOld()))).as("nobody knows").isFalse();
    assertThat(operator("3204").sees(next(somebody.erased()))).isTrue();
    assertThat(operator("3203").sees(next(somebody.erased()))).isFalse();
  }

  @Test
  void topicsAndTypesNarrowAndSayWhatNeedNotBeReadAtAll() {
    StreamedEvent report = next(new Desk.Report(VILLAGE).submitted("smoke"));
    StreamedEvent team = next(new Desk.Team(VILLAGE).registered());
    Viewer.Operator reports =
        new Viewer.Operator(
            "o",
            code("3203"),
            Set.of(StreamTopic.REPORTS),
            false,
            List.of(),
            Optional.empty(),
            Optional.empty());
    assertThat(reports.sees(report)).isTrue();
    assertThat(reports.sees(team)).isFalse();
    assertThat(reports.follows(StreamTopic.DISPATCH)).isFalse();
    Viewer.Operator teams =
        new Viewer.Operator(
            "o", code("3203"), List.of("team."), Optional.empty(), Optional.empty());
    assertThat(teams.sees(report)).isFalse();
    assertThat(teams.sees(team)).isTrue();
    assertThat(teams.follows(StreamTopic.REGISTRY)).isTrue();
    assertThat(teams.follows(StreamTopic.REPORTS)).isFalse();
  }

  private StreamedEvent next(EventEnvelope<? extends Event> event) {
    return board.accept(new LogRecord(0, offset++, 10, event)).orElseThrow();
  }

  private static Viewer.Operator operator(String scope) {
    return new Viewer.Operator("o", code(scope), List.of(), Optional.empty(), Optional.empty());
  }

  private static JurisdictionCode code(String text) {
    return new JurisdictionCode(text);
  }
}
