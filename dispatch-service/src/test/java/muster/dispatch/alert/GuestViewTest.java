package muster.dispatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import muster.contracts.dispatch.AlertOrigin;
import muster.contracts.dispatch.Category;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.AlertIssued;
import muster.contracts.dispatch.DispatchEvent.TaskOffered;
import muster.contracts.dispatch.DispatchEvent.WaveOpened;
import muster.contracts.dispatch.Shortfall;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a guest reads of an alert that has called teams from elsewhere. */
class GuestViewTest {
  private static final UUID REPORT = new UUID(7, 7);

  @Test
  void aGuestReadsWhatTheTeamsAreToldAndTheOwnTeamsTasks() {
    AlertView guest = view().forGuest(new JurisdictionCode("3204"));
    assertThat(guest.guest()).isTrue();
    assertThat(guest.headline()).isEqualTo(AlertStory.DETAILS.headline());
    assertThat(Objects.requireNonNull(guest.tasks()))
        .extracting(TaskView::teamId)
        .containsExactly("changzhou");
  }

  @Test
  void aGuestReadsNeitherWhoseReportItComesFromNorOfTeamsThatWereNotCalled() {
    AlertView guest = view().forGuest(new JurisdictionCode("3204"));
    assertThat(guest.origin().reportId()).isNull();
    assertThat(guest.origin().kind()).isEqualTo(AlertOrigin.Kind.REPORT);
    assertThat(guest.shortfalls()).isEmpty();
  }

  @Test
  void whoLeadsTheAlertReadsAllOfItWithTheGuestsNameAndPlace() {
    AlertView all = view();
    assertThat(all.guest()).isNull();
    assertThat(all.origin().reportId()).isEqualTo(REPORT);
    assertThat(all.shortfalls()).hasSize(1);
    List<TaskView> tasks = Objects.requireNonNull(all.tasks());
    assertThat(tasks)
        .extracting(TaskView::teamName)
        .containsExactly("Team xizhu", "Team changzhou", "Team old");
    assertThat(tasks)
        .extracting(TaskView::teamJurisdiction)
        .containsExactly(
            new JurisdictionCode("320371003209"), new JurisdictionCode("320412001001"), null);
  }

  @Test
  void aListHasGuestsWithoutTasksToo() {
    assertThat(view().withoutTasks().forGuest(new JurisdictionCode("3204")).tasks()).isNull();
  }

  private static AlertView view() {
    List<DispatchEvent> history =
        List.of(
            new AlertIssued(
                AlertStory.ALERT,
                AlertStory.START,
                "officer",
                AlertOrigin.report(REPORT, AlertStory.START),
                Category.DROWNING,
                AlertStory.DETAILS,
                new JurisdictionCode(AlertStory.XIZHU_VILLAGE),
                AlertStory.terms(2, 0, 4, 3),
                AlertStory.NUMBER,
                null),
            new WaveOpened(
                AlertStory.ALERT,
                AlertStory.START,
                1,
                WaveOpened.Trigger.ISSUED,
                1_000,
                AlertStory.START.plusSeconds(60),
                List.of(new Shortfall(Shortfall.Cause.OFF_DUTY, 1))),
            offered(1, "xizhu", "320371003209"),
            offered(2, "changzhou", "320412001001"),
            offered(3, "old", null));
    return AlertView.of((AlertState.Issued) AlertState.replay(history));
  }

  private static TaskOffered offered(int nth, String team, @Nullable String jurisdiction) {
    return new TaskOffered(
        AlertStory.ALERT,
        AlertStory.START,
        new UUID(3, nth),
        team,
        "Team " + team,
        1,
        AlertStory.reason(nth),
        AlertStory.START.plusSeconds(60),
        null,
        null,
        null,
        jurisdiction == null ? null : new JurisdictionCode(jurisdiction));
  }
}
