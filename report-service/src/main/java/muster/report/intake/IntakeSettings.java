package muster.report.intake;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What can be set of the intake.
 *
 * @param requestKeysKept how long a submission can be repeated under its Idempotency-Key
 * @param claimLasts how long a claim is kept after the last activity
 * @param perAccountPerMinute how many reports, clues and additions an account may send
 * @param perAlertPerMinute how many clues, and additions to them, are taken on one alert
 * @param exercise this is a stack for training: every alert is an exercise
 */
@Validated
@ConfigurationProperties("muster.report")
record IntakeSettings(
    @NotNull @DurationMin(minutes = 1) @DurationMax(days = 30) Duration requestKeysKept,
    @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration claimLasts,
    @Min(1) int perAccountPerMinute,
    @Min(1) int perAlertPerMinute,
    boolean exercise) {}
