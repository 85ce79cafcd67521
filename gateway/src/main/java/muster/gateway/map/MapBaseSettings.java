package muster.gateway.map;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import muster.preflight.Refusal;
import muster.preflight.StartRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The base of the map, as it is set.
 *
 * @param kind {@code none}, {@code raster} or {@code vector}; without one the rest has no meaning
 * @param datum {@code WGS84} or {@code GCJ02}
 */
@ConfigurationProperties("muster.map.base")
public record MapBaseSettings(
    String kind,
    String url,
    String datum,
    String attribution,
    String approval,
    int minZoom,
    int maxZoom) {
  private static final String PREFIX = "muster.map.base";
  private static final String VARIABLE = "MUSTER_MAP_BASE_";
  private static final String NONE = "none";

  /** Before anything else is started. */
  public static void check(Environment environment) {
    try {
      Binder.get(environment).bindOrCreate(PREFIX, MapBaseSettings.class).read();
    } catch (MapBase.Unusable e) {
      throw new StartRefused(
          List.of(
              Refusal.invalid(
                  VARIABLE + e.setting().toUpperCase(Locale.ROOT),
                  String.valueOf(e.getMessage()))));
    }
  }

  /** Empty for a map without a base. */
  Optional<MapBase> base() {
    try {
      return read();
    } catch (MapBase.Unusable e) {
      throw new IllegalStateException("muster.map.base was not checked", e);
    }
  }

  private Optional<MapBase> read() throws MapBase.Unusable {
    if (given(kind).equalsIgnoreCase(NONE)) {
      return Optional.empty();
    }
    return Optional.of(
        new MapBase(
                MapBase.kind(given(kind)),
                given(url),
                MapBase.datum(given(datum)),
                given(attribution),
                given(approval).isEmpty() ? null : given(approval),
                minZoom,
                maxZoom)
            .checked());
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
