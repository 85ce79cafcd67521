package muster.eventintake;

import java.time.Duration;

/**
 * How far a reader is behind what has been written.
 *
 * @param records written and not handled yet, as far as this reader knows
 * @param age everything that was written so long ago has been handled; grows while the broker is
 *     away, as nobody knows then
 */
public record Behind(long records, Duration age) {}
