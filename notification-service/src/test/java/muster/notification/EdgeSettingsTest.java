package muster.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.PropertySource.Origin;
import io.micronaut.context.env.PropertySource.PropertyConvention;
import java.time.Duration;
import java.util.Map;
import muster.apiedge.request.AddressRange;
import muster.apiedge.request.EdgeLimits;
import muster.testbed.OnRealServers;
import org.junit.jupiter.api.Test;

/** The variables are named in docs/architecture.md, and are the same in the Spring services. */
@OnRealServers
class EdgeSettingsTest {

  private static EdgeLimits limits(Map<String, Object> variables) {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .properties(Map.copyOf(TestBed.shared().properties()))
            .propertySources(
                PropertySource.of(
                    "variables",
                    variables,
                    PropertyConvention.ENVIRONMENT_VARIABLE,
                    Origin.of("variables")))
            .start()) {
      return context.getBean(EdgeLimits.class);
    }
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
