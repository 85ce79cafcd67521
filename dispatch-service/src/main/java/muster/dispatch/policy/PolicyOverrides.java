package muster.dispatch.policy;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code muster.policies.<category>.*} says; what it doesn't say stays as it was. */
record PolicyOverrides(
    @Nullable Integer teamsNeeded,
    @Nullable Integer standbyTeams,
    @Nullable Integer waveSize,
    @Nullable Double waveGrowth,
    @Nullable Double radiusMeters,
    @Nullable Double radiusGrowth,
    @Nullable Integer maximumWaves,
    @Nullable Duration acknowledgementDeadline,
    @Nullable Duration reachDeadline,
    @Nullable Duration responseTarget,
    @Nullable Duration expiry,
    @Nullable Set<String> requiredCapabilities,
    @Nullable Boolean sharesTeams,
    @Nullable Double travelMetersPerSecond,
    @Nullable Duration reminderAfter) {

  CallOutPolicy on(CallOutPolicy usual) {
    return new CallOutPolicy(
        or(teamsNeeded, usual.teamsNeeded()),
        or(standbyTeams, usual.standbyTeams()),
        or(waveSize, usual.waveSize()),
        or(waveGrowth, usual.waveGrowth()),
        or(radiusMeters, usual.radiusMeters()),
        or(radiusGrowth, usual.radiusGrowth()),
        or(maximumWaves, usual.maximumWaves()),
        or(acknowledgementDeadline, usual.acknowledgementDeadline()),
        or(reachDeadline, usual.reachDeadline()),
        or(responseTarget, usual.responseTarget()),
        or(expiry, usual.expiry()),
        or(requiredCapabilities, usual.requiredCapabilities()),
        or(sharesTeams, usual.sharesTeams()),
        or(travelMetersPerSecond, usual.travelMetersPerSecond()),
        or(reminderAfter, usual.reminderAfter()));
  }

  private static <T> T or(@Nullable T said, T usual) {
    return said == null ? usual : said;
  }
}
