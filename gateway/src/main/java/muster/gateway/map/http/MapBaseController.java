package muster.gateway.map.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import muster.contracts.access.Role;
import muster.gateway.map.MapBase;
import muster.gateway.security.Callers;
import muster.gateway.session.http.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/map/base}: on what the pages draw their map. */
@RestController
public final class MapBaseController {
  private final MapBaseView view;
  private final Callers callers;

  /**
   * @param base empty for none
   */
  public MapBaseController(Optional<MapBase> base, Callers callers) {
    this.view = base.map(MapBaseView::of).orElse(MapBaseView.NONE);
    this.callers = callers;
  }

  /**
   * @param kind {@code none}, {@code raster} or {@code vector}; with none there is nothing else
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MapBaseView(
      String kind,
      @Nullable String url,
      @Nullable String datum,
      @Nullable String attribution,
      @Nullable String approval,
      @Nullable Integer minZoom,
      @Nullable Integer maxZoom) {
    static final MapBaseView NONE = new MapBaseView("none", null, null, null, null, null, null);

    static MapBaseView of(MapBase base) {
      return new MapBaseView(
          base.kind().name().toLowerCase(Locale.ROOT),
          base.url(),
          base.datum().name(),
          base.attribution(),
          base.approval(),
          base.minZoom(),
          base.maxZoom());
    }
  }

  @GetMapping(path = "/api/map/base", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<MapBaseView> show(HttpServletRequest request) {
    callers.requireAny(request, Role.values());
    Parameters.none(request);
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(view);
  }
}
