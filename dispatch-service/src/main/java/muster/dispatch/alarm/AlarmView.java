package muster.dispatch.alarm;

import java.time.Instant;
import java.util.UUID;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.AlarmPriority;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as the API shows it.
 *
 * @param subject what it is about; the condition says what kind of thing that is
 * @param number what the alert is called on the radio; absent if it is about none, or that has none
 * @param jurisdiction whose alarm it is; absent of one about the system, which is everybody's
 * @param acknowledgement who has it in hand; absent while it sounds
 * @param shelving why it is silent; absent if it is not shelved
 * @param level how many levels above its own jurisdiction it sounds: 0 in its own alone
 * @param goneAt since when its cause is gone; then nobody has acknowledged it, or it would not be
 *     listed
 * @param version of the alarm's last event that is in this, from 1
 */
public record AlarmView(
    String id,
    AlarmCondition condition,
    AlarmPriority priority,
    String subject,
    @Nullable UUID alertId,
    @Nullable Integer number,
    @Nullable UUID reportId,
    @Nullable JurisdictionCode jurisdiction,
    Instant raisedAt,
    Alarm.@Nullable Acknowledged acknowledgement,
    Alarm.@Nullable Shelving shelving,
    int level,
    @Nullable Instant goneAt,
    long version) {

  public static AlarmView of(Alarm alarm) {
    return new AlarmView(
        alarm.id().text(),
        alarm.condition(),
        alarm.priority(),
        alarm.id().subject(),
        alarm.alertId(),
        alarm.number(),
        alarm.reportId(),
        alarm.jurisdiction(),
        alarm.raisedAt(),
        alarm.acknowledgement(),
        alarm.isGone() ? null : alarm.shelving(),
        alarm.level(),
        alarm.goneAt(),
        alarm.version());
  }
}
