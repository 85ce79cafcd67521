package muster.apiedge.spring.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import muster.apiedge.request.AddressRange;
import muster.apiedge.request.EdgeLimits;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The variables are named in docs/architecture.md, and are the same in notification-service. */
class EdgeSettingsTest {

  private static EdgeLimits limits(Map<String, Object> variables) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    return Binder.get(environment).bindOrCreate("muster.edge", EdgeSettings.class).limits();
  }

  @Test
  void everyLimitIsSetByAVariable() {
    assertThat(
            limits(
                Map.of(
                    "MUSTER_EDGE_HEADER_TIMEOUT", "7s",
                    "MUSTER_EDGE_BODY_TIMEOUT", "8s",
                    "MUSTER_EDGE_IDLE_TIMEOUT", "9s",
                    "MUSTER_EDGE_CONNECTIONS_PER_ADDRESS", "10",
                    "MUSTER_EDGE_EXEMPT_ADDRESSES", "10.0.0.1",
                    "MUSTER_EDGE_TRUSTED_PROXIES", "10.1.0.0/16,10.2.0.1")))
        .usingRecursiveComparison()
        .isEqualTo(
            new EdgeLimits(
                Duration.ofSeconds(7),
                Duration.ofSeconds(8),
                Duration.ofSeconds(9),
                10,
                AddressRange.listOf("10.0.0.1"),
                AddressRange.listOf("10.1.0.0/16,10.2.0.1")));
  }

  @Test
  void whatIsNotSetIsAsUsual() {
    assertThat(limits(Map.of())).usingRecursiveComparison().isEqualTo(EdgeLimits.DEFAULT);
  }
}
