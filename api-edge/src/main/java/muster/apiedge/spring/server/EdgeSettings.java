package muster.apiedge.spring.server;

import java.time.Duration;
import muster.apiedge.netty.AddressRange;
import muster.apiedge.netty.EdgeLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@link EdgeLimits} as settings; what is not set is as in {@link EdgeLimits#DEFAULT}.
 *
 * @param exemptAddresses addresses and ranges with commas; empty exempts nobody
 * @param trustedProxies likewise
 */
@ConfigurationProperties("muster.edge")
record EdgeSettings(
    @Nullable Duration headerTimeout,
    @Nullable Duration bodyTimeout,
    @Nullable Duration idleTimeout,
    @Nullable Integer connectionsPerAddress,
    @Nullable String exemptAddresses,
    @Nullable String trustedProxies) {

  EdgeLimits limits() {
    EdgeLimits defaults = EdgeLimits.DEFAULT;
    return new EdgeLimits(
        headerTimeout == null ? defaults.headerTimeout() : headerTimeout,
        bodyTimeout == null ? defaults.bodyTimeout() : bodyTimeout,
        idleTimeout == null ? defaults.idleTimeout() : idleTimeout,
        connectionsPerAddress == null ? defaults.connectionsPerAddress() : connectionsPerAddress,
        exemptAddresses == null ? defaults.exemptAddresses() : AddressRange.listOf(exemptAddresses),
        trustedProxies == null ? defaults.trustedProxies() : AddressRange.listOf(trustedProxies));
  }
}
