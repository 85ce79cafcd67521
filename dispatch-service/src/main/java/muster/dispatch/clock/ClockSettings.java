package muster.dispatch.clock;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param movable whether {@code POST /test/clock} exists, which anybody may call: for stories only
 */
@ConfigurationProperties("muster.clock")
public record ClockSettings(boolean movable) {}
