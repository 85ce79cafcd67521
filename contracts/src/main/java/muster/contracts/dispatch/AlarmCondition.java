package muster.contracts.dispatch;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What somebody at a command center must act on. */
public enum AlarmCondition {
  @JsonPropertyDescription(
      "Teams of a wave are unreached, and none of it is reached. Subject: the alert")
  NOBODY_REACHED,
  @JsonPropertyDescription(
      "The alert runs and nothing will happen to it by itself: a clock that it needs is missing or"
          + " does not ring. Subject: the alert")
  ALERT_STUCK,
  @JsonPropertyDescription(
      "The response target has passed with nobody on scene. High of a severe or extreme alert, else"
          + " medium. Subject: the alert")
  TARGET_PASSED,
  @JsonPropertyDescription("The last wave was not enough. Subject: the alert")
  WAVES_USED_UP,
  @JsonPropertyDescription(
      "Most teams called anywhere confirm nothing, and none of this alert has since. Subject: the"
          + " alert")
  DELIVERY_OUT,
  @JsonPropertyDescription(
      "A team asks for help and nobody has taken it in hand. Subject: the team's task")
  HELP_CALLED,
  @JsonPropertyDescription(
      "The alert was handed to the parent jurisdiction and nobody there has accepted it: an alarm of"
          + " the parent. Subject: the alert")
  ESCALATION_OPEN,
  @JsonPropertyDescription(
      "A window has lost its stream for 10 s. Of that window alone, and never on the server")
  STREAM_LOST,
  @JsonPropertyDescription(
      "A kept team has dropped out and nobody was on standby (subject: the alert), or all who come"
          + " with it have gone off duty (subject: the team's task)")
  TEAM_GONE,
  @JsonPropertyDescription(
      "A team is in, was reminded, and has not said that it is on its way. Subject: the team's task")
  NOT_MOVING,
  @JsonPropertyDescription(
      "A report has waited for longer than it may. Found by the pages. Subject: the report")
  REPORT_OVERDUE,
  @JsonPropertyDescription(
      "A consumer is behind. Subject: its group, such as dispatch-service.reports")
  CONSUMER_LAGS,
  @JsonPropertyDescription("Events wait to be published. Subject: the service whose they are")
  OUTBOX_AGES,
  @JsonPropertyDescription(
      "Who leads the alert has been away for 2 min while an alarm of it stands. Found by the pages."
          + " Subject: the alert")
  LEAD_GONE,
  @JsonPropertyDescription(
      "A wave has ended short, and the next one has opened. Subject: the alert")
  WAVE_SHORT,
  @JsonPropertyDescription("An unreached team was replaced. Subject: its task")
  TEAM_REPLACED,
  @JsonPropertyDescription("A clue has come. Subject: the report, or what was added to it")
  CLUE
}
