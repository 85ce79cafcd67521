package muster.dispatch.alarm;

import java.time.Instant;
import java.util.UUID;
import muster.contracts.dispatch.AlarmPriority;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * An alarm that is to be raised.
 *
 * @param since as in {@link Alarm}
 */
public record NewAlarm(
    AlarmId id,
    AlarmPriority priority,
    @Nullable UUID alertId,
    @Nullable Integer number,
    @Nullable UUID reportId,
    @Nullable JurisdictionCode jurisdiction,
    @Nullable Instant since) {}
