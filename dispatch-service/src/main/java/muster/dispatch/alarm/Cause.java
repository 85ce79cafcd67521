package muster.dispatch.alarm;

import java.time.Instant;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.AlarmPriority;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands and that somebody must act on.
 *
 * @param jurisdiction whose it is to act; null for what concerns everybody
 * @param since as in {@link Alarm}
 */
public record Cause(
    AlarmCondition condition,
    String subject,
    AlarmPriority priority,
    @Nullable JurisdictionCode jurisdiction,
    @Nullable Instant since) {

  /** Whether that is what the alarm stands for, and not another one of the same kind. */
  public boolean isOf(Alarm alarm) {
    Instant known = alarm.since();
    return alarm.condition() == condition
        && alarm.id().subject().equals(subject)
        && (since == null || known == null || !since.isAfter(known));
  }
}
