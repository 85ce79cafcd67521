package muster.gateway.limit;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How much one may ask for. Behind one address of a mobile network there are thousands of people,
 * so that of an address is generous, and that of a session is what really binds.
 *
 * @param sessionPerSecond requests of one session, or of one token, for as long as it likes
 * @param sessionBurst the same at once, after a rest
 * @param sessionAtOnce being answered at a time, streams among them
 * @param addressPerSecond requests of one address, or of one /64 of IPv6
 * @param addressBurst the same at once
 */
@Validated
@ConfigurationProperties("muster.limits")
public record LimitSettings(
    @Min(1) int sessionPerSecond,
    @Min(1) int sessionBurst,
    @Min(1) int sessionAtOnce,
    @Min(1) int addressPerSecond,
    @Min(1) int addressBurst) {}
