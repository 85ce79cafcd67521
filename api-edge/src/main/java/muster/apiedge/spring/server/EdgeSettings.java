package muster.apiedge.spring.server;

import java.time.Duration;
import muster.apiedge.request.EdgeLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** {@link EdgeLimits#of} as settings. */
@ConfigurationProperties("muster.edge")
record EdgeSettings(
    @Nullable Duration headerTimeout,
    @Nullable Duration bodyTimeout,
    @Nullable Duration idleTimeout,
    @Nullable Integer connectionsPerAddress,
    @Nullable String exemptAddresses,
    @Nullable String trustedProxies) {

  EdgeLimits limits() {
    return EdgeLimits.of(
        headerTimeout,
        bodyTimeout,
        idleTimeout,
        connectionsPerAddress,
        exemptAddresses,
        trustedProxies);
  }
}
