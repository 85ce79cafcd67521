package muster.dispatch.map;

import muster.dispatch.alert.command.BusyTeams;
import muster.dispatch.map.command.TeamMap;
import muster.dispatch.map.mvt.VectorTiles;
import muster.dispatch.team.TeamIndex;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MapConfiguration {

  @Bean
  TeamMap teamMap(TeamIndex index, BusyTeams busyTeams) {
    return new TeamMap(index::visit, busyTeams::onAnyAlert, System::nanoTime);
  }

  @Bean
  TileEncoding tileEncoding() {
    return new VectorTiles();
  }
}
