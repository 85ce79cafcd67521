package muster.dispatch.alarm.command;

import muster.dispatch.alarm.Alarm;
import muster.dispatch.alarm.AlarmRejection;

/** What became of a command. */
public sealed interface AlarmResult {

  /** It was done, or was done already. */
  record Done(Alarm alarm) implements AlarmResult {}

  record Refused(AlarmRejection rejection) implements AlarmResult {}
}
