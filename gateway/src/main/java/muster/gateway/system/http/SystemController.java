package muster.gateway.system.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import muster.contracts.access.Role;
import muster.gateway.route.OpenExchanges;
import muster.gateway.security.Callers;
import muster.gateway.session.http.Parameters;
import muster.gateway.system.Figure;
import muster.gateway.system.Standing;
import muster.gateway.system.Standings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/system}: how the services are, for whoever operates them. */
@RestController
public final class SystemController {
  private final Standings standings;
  private final OpenExchanges exchanges;
  private final Callers callers;

  public SystemController(Standings standings, OpenExchanges exchanges, Callers callers) {
    this.standings = standings;
    this.exchanges = exchanges;
    this.callers = callers;
  }

  /** All services. */
  record SystemView(
      @JsonPropertyDescription("When the services were asked last") Instant at,
      List<ServiceView> services,
      GatewayView gateway) {}

  /** One of them. */
  record ServiceView(
      @JsonPropertyDescription("dispatch, volunteer, report or notification") String service,
      @JsonPropertyDescription("up; not-ready: it says that it can't work; away: no answer")
          String status,
      @JsonPropertyDescription("When it was first found so") Instant since,
      @JsonPropertyDescription("Empty while it is away") List<FigureView> figures) {}

  /** One figure. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FigureView(
      String name,
      double value,
      @JsonPropertyDescription("s for seconds, 1 for a number of things") String unit,
      @JsonPropertyDescription("Beyond it somebody should look; absent where there is none")
          @Nullable Double limit) {}

  /** The gateway that answers; there may be others. */
  record GatewayView(
      @JsonPropertyDescription("Event streams that are open through it") int streams) {}

  @GetMapping(path = "/api/system", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<SystemView> show(HttpServletRequest request) {
    callers.requireAny(request, Role.OPERATOR, Role.DISPATCHER);
    Parameters.none(request);
    Standings.AtOnce now = standings.now();
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            new SystemView(
                now.at(),
                now.services().stream().map(SystemController::view).toList(),
                new GatewayView(exchanges.streams())));
  }

  private static ServiceView view(Standing standing) {
    return new ServiceView(
        standing.service().wireName(),
        standing.status().wireName(),
        standing.since(),
        standing.figures().stream().map(SystemController::view).toList());
  }

  private static FigureView view(Figure figure) {
    return new FigureView(figure.name(), figure.value(), figure.unit(), figure.limit());
  }
}
