package muster.dispatch.map.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.contracts.access.Caller;
import muster.contracts.place.Crs;
import muster.contracts.problem.FieldError;
import muster.contracts.problem.Problem;
import muster.dispatch.map.MapTile;
import muster.dispatch.map.TileEncoding;
import muster.dispatch.map.TilePicture;
import muster.dispatch.map.command.TeamMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Where teams are and how many people are on duty, for the map of a command center. */
@RestController
@RequestMapping("/api/map")
@Tag(name = "Map")
final class MapController {
  private static final String MVT = "application/vnd.mapbox-vector-tile";

  /** Of a digest: enough to tell a tile from the one before. */
  private static final int TAG_BYTES = 12;

  private final TeamMap map;
  private final TileEncoding encoding;

  MapController(TeamMap map, TileEncoding encoding) {
    this.map = map;
    this.encoding = encoding;
  }

  @GetMapping(path = "/teams/{z}/{x}/{y}.mvt", produces = MVT)
  @Operation(
      summary = "Teams and people on duty in the caller's jurisdiction, as a vector tile",
      description =
          "Mapbox Vector Tile 2.1, extent 4096, of the map whose datum crs names. Layer teams: id,"
              + " name, capabilities, onDuty, state (FREE, TASKED); from zoom 12, and those on a"
              + " task at any zoom, if there are at most 1,000 of them in the tile. Layer clusters:"
              + " teams, tasked, onDuty; all teams of the tile that are not shown singly. Layer"
              + " people: people, cellMeters; people on duty, at least three together, somewhere"
              + " within cellMeters around the point. A team is told to be at its base, rounded to"
              + " 0.001 degrees, on a task to 0.0001; where a person is, the map never tells. At"
              + " most some seconds old. A tile is under 200 kB.")
  @ApiResponse(
      responseCode = "200",
      description = "The tile",
      content = @Content(mediaType = MVT, schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(
      responseCode = "204",
      description = "Nothing to show in this tile, or nothing of it is of the jurisdiction",
      content = @Content)
  @ApiResponse(
      responseCode = "304",
      description = "As it was when it had the ETag that If-None-Match names",
      content = @Content)
  byte @Nullable [] teams(
      @Parameter(description = "Zoom") @PathVariable @Min(0) @Max(MapTile.DEEPEST) int z,
      @Parameter(description = "From west to east, 0 to 2^z - 1") @PathVariable int x,
      @Parameter(description = "From north to south, 0 to 2^z - 1") @PathVariable int y,
      @Parameter(description = "The datum of the map that the tile is for")
          @RequestParam(defaultValue = "WGS84")
          Crs crs,
      @AuthenticationPrincipal Caller caller,
      ServerWebExchange exchange) {
    requireOfZoom(z, x, y);
    TilePicture picture = map.draw(Scope.within(caller, null), new MapTile(z, x, y), crs);
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.setCacheControl(CacheControl.maxAge(TeamMap.FRESH).cachePrivate());
    // At one browser, people with different scopes take turns.
    headers.setVary(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.COOKIE));
    if (picture.isEmpty()) {
      exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
      return null;
    }
    byte[] tile = encoding.encode(picture);
    return exchange.checkNotModified(tag(tile)) ? null : tile;
  }

  private static void requireOfZoom(int z, int x, int y) {
    int last = MapTile.last(z);
    List<FieldError> errors = new ArrayList<>();
    if (x < 0 || x > last) {
      errors.add(new FieldError("x", beyond(last)));
    }
    if (y < 0 || y > last) {
      errors.add(new FieldError("y", beyond(last)));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
  }

  private static String beyond(int last) {
    return "must be 0 to %d at this zoom".formatted(last);
  }

  /** Weak: what comes compressed is the same tile. */
  private static String tag(byte[] tile) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(tile);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
