package muster.gateway.map;

import java.util.Optional;
import muster.gateway.map.http.MapBaseController;
import muster.gateway.security.Callers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MapConfiguration {
  /** What of other hosts the pages may ask for, for the map's sake. */
  @Bean
  OtherOrigins otherOrigins(MapBaseSettings settings) {
    return new OtherOrigins(settings.base().flatMap(MapBase::otherOrigin));
  }

  @Bean
  MapBaseController mapBaseController(MapBaseSettings settings, Callers callers) {
    Optional<MapBase> base = settings.base();
    return new MapBaseController(base, callers);
  }
}
