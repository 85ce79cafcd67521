package muster.gateway.system;

import org.jspecify.annotations.Nullable;

/**
 * One figure of a service.
 *
 * @param name such as {@code outbox-oldest-age}
 * @param unit {@code s} for seconds, {@code 1} for a number of things
 * @param limit beyond which somebody should look; null where that is a matter of the place
 */
public record Figure(String name, double value, String unit, @Nullable Double limit) {}
