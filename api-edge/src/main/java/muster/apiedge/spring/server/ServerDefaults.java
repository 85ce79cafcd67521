package muster.apiedge.spring.server;

import java.util.HashMap;
import java.util.Map;
import muster.apiedge.request.EdgeLimits;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Settings of Spring Boot's that are the same in all services, unless one sets them itself. */
final class ServerDefaults implements EnvironmentPostProcessor, Ordered {
  /**
   * All that is text, or packs as well; never an event stream, which a compressor would hold back.
   */
  private static final String COMPRESSED =
      "application/json,application/problem+json,application/x-ndjson,application/vnd.oai.openapi,"
          + "application/yaml,text/html,text/plain,text/css,text/javascript,"
          + "application/javascript,image/svg+xml,application/geo+json,"
          + "application/vnd.mapbox-vector-tile";

  @Override
  public void postProcessEnvironment(ConfigurableEnvironment settings, SpringApplication service) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("server.compression.enabled", true);
    defaults.put("server.compression.min-response-size", "1KB");
    defaults.put("server.compression.mime-types", COMPRESSED);
    defaults.put("server.max-http-request-header-size", EdgeLimits.HEADER_BYTES + "B");
    defaults.put("server.netty.max-initial-line-length", EdgeLimits.HEADER_BYTES + "B");
    settings.getPropertySources().addLast(new MapPropertySource("muster.edge", defaults));
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
