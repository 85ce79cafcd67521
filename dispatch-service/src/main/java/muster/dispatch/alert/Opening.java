package muster.dispatch.alert;

import java.time.Instant;

/**
 * When an alert was begun, or begun again.
 *
 * @param nth 1 for the issue
 */
public record Opening(int nth, Instant at) {}
