package muster.volunteer.jurisdiction.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import muster.apiedge.Jurisdictions;
import muster.apiedge.ProblemException;
import muster.apiedge.spring.NeverInConflict;
import muster.contracts.access.Caller;
import muster.contracts.place.Crs;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.importing.ImportReport;
import muster.volunteer.importing.http.ImportBodies;
import muster.volunteer.jurisdiction.OutlineForm;
import muster.volunteer.jurisdiction.command.OutlineCommands;
import muster.volunteer.jurisdiction.command.OutlineTable.Lying;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.json.JsonMapper;

/** Where jurisdictions lie, for maps. Public knowledge, as the tree is. */
@RestController
@RequestMapping("/api/jurisdictions/outlines")
@Tag(name = "Jurisdictions")
class OutlineController {
  private static final String GEOJSON = "application/geo+json";

  /** What is registered changes a few times a year. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final int TAG_BYTES = 12;

  /** In GeoJSON a geometry that is not there is null, and not left out. */
  private static final JsonMapper WITH_NULLS = JsonMapper.builder().build();

  private final OutlineCommands outlines;
  private final ImportBodies imports;

  OutlineController(OutlineCommands outlines, ImportBodies imports) {
    this.outlines = outlines;
    this.imports = imports;
  }

  /** Also for who accepts plain JSON alone, as map libraries do: it is that, too. */
  @GetMapping(produces = {GEOJSON, MediaType.APPLICATION_JSON_VALUE})
  @Operation(
      summary = "Where jurisdictions lie, as GeoJSON",
      description =
          "A FeatureCollection whose member crs is the datum of the map that was asked for, and not"
              + " RFC 7946's WGS 84 alone. A feature's geometry is its outline, else its registered"
              + " point, else null; its properties are code, name, level, parentCode, center"
              + " (longitude and latitude), and crs: the datum that the geometry is in, null for an"
              + " outline of which that is not known: it is for display only and as it was given. At"
              + " most 5,000 jurisdictions: ask for one level, or for less.")
  @ApiResponse(
      responseCode = "200",
      description = "A FeatureCollection",
      content = @Content(mediaType = GEOJSON, schema = @Schema(type = "object")))
  @ApiResponse(
      responseCode = "304",
      description = "As it was when it had the ETag that If-None-Match names",
      content = @Content)
  byte @Nullable [] list(
      @Parameter(description = "That one and all below it") @RequestParam String within,
      @Parameter(description = "All, if it is not given") @RequestParam(required = false)
          JurisdictionCode.@Nullable Level level,
      @Parameter(description = "The datum of the map") @RequestParam(defaultValue = "WGS84")
          Crs crs,
      ServerWebExchange exchange) {
    JurisdictionCode code = Jurisdictions.parse("within", within);
    List<Lying> found =
        outlines
            .list(code, level)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "within",
                        "has more than %d jurisdictions; ask for one level, or for less"
                            .formatted(OutlineCommands.MOST_LISTED)));
    byte[] body = WITH_NULLS.writeValueAsBytes(GeoJson.of(found, crs));
    exchange.getResponse().getHeaders().setCacheControl(CacheControl.maxAge(FRESH).cachePrivate());
    return exchange.checkNotModified(tag(body)) ? null : body;
  }

  @NeverInConflict
  @PostMapping(
      path = "/import",
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Import outlines from NDJSON",
      description =
          "An outline per line, of a jurisdiction that is registered: code, geometry (GeoJSON's"
              + " Polygon or MultiPolygon, at most 20,000 points) and crs, the datum it was drawn"
              + " in; without crs it is shown as it is on every map. Repeating it is harmless.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_NDJSON_VALUE,
              schema = @Schema(implementation = OutlineForm.class)))
  ImportReport importOutlines(@AuthenticationPrincipal Caller caller, ServerHttpRequest request) {
    return imports.run(
        request,
        imports.ndjson(
            OutlineForm.class,
            OutlineForm::check,
            outline -> outline.code().value(),
            drafts -> outlines.saveAll(caller, drafts)));
  }

  /** Weak: what comes compressed says the same. */
  private static String tag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
