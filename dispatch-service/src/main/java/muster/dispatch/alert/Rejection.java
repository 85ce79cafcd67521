package muster.dispatch.alert;

/** Why a command is refused. */
public enum Rejection {
  NO_SUCH_ALERT("There is no such alert."),
  ALERT_OVER("The alert is over."),
  NOT_OVER("The alert is not over yet."),
  NOT_RESOLVED("The alert did not end with an outcome; it can be reopened."),
  OVER_FOR_LONG("The alert has been over for more than a day; issue another one."),
  MERGED("The alert was merged into another one; go on with that."),
  OTHER_ALERT_OVER("The alert that it is to be merged into is over."),
  HELP_OPEN("A team that does not go on has asked for help; take that in hand first."),
  EXERCISE_AND_REAL("An exercise and a real alert can't become one."),
  UNKNOWN_TASK("The alert has no such task."),
  NOT_ACKNOWLEDGED("The team, or this member of it, has not acknowledged the task."),
  ON_STANDBY("The team is on standby and not called to the scene yet."),
  ALREADY_ACKNOWLEDGED("The team has said already that it comes."),
  WITHDRAWN_TOO_OFTEN(
      "This member has withdrawn three times; whoever comes after all rings up the command"
          + " center."),
  ALREADY_DECLINED("The team has declined already."),
  ALREADY_WITHDRAWN("The team has withdrawn already."),
  ALREADY_COMPLETED("The team has completed the task already."),
  STOOD_DOWN_BY_HAND("The command center has stood the team down."),
  NOBODY_ON_DUTY("Nobody of the team is on duty and free to come."),
  PERSON_ON_OTHER_TASK("This person comes to the alert with another team already."),
  NOT_ESCALATED("The alert has not been handed to a parent jurisdiction."),
  ALREADY_ACCEPTED("Somebody else has accepted the alert already."),
  NOBODY_COMES("Nobody comes yet whom it could be told."),
  TEAM_HAS_NO_PART("The team has no part in the alert."),
  TOO_MANY_MESSAGES("The alert has had as many messages as are possible."),
  MESSAGES_TOO_FAST("The alert has had as many messages as are possible within a minute."),
  ALREADY_COVERED("Enough teams have acknowledged already."),
  TOO_MANY_WAVES("The alert has had as many waves as are possible."),
  DETAILS_CHANGED("Somebody else has changed the alert's details."),
  /** The alert has moved on since the question was asked whose answer this is. */
  STALE("The alert has changed in the meantime."),
  /** Never the decider's own: only whoever reserves teams knows of the other alerts. */
  TEAM_ON_OTHER_ALERT("The team is on another alert now."),
  /** As above: only whoever holds people knows. */
  PERSON_ON_OTHER_ALERT("This person comes to another alert.");

  private final String explanation;

  Rejection(String explanation) {
    this.explanation = explanation;
  }

  /** One English sentence for a problem detail. */
  public String explanation() {
    return explanation;
  }
}
