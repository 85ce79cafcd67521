package muster.volunteer.jurisdiction.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import muster.apiedge.Page;
import muster.apiedge.PlaceJson;
import muster.apiedge.spring.NeverInConflict;
import muster.contracts.access.Caller;
import muster.contracts.place.Crs;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.FieldError;
import muster.volunteer.http.Pages;
import muster.volunteer.http.Refusals;
import muster.volunteer.importing.ImportReport;
import muster.volunteer.importing.http.ImportBodies;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.JurisdictionDraft;
import muster.volunteer.jurisdiction.JurisdictionFilter;
import muster.volunteer.jurisdiction.JurisdictionForm;
import muster.volunteer.jurisdiction.command.JurisdictionCommands;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Outcome;
import muster.volunteer.rules.PlaceForm;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.SaveMode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The tree is public knowledge: everybody with a token may read it. */
@RestController
@RequestMapping("/api/jurisdictions")
@Tag(name = "Jurisdictions")
class JurisdictionController {
  private static final List<String> COLUMNS =
      List.of("code", "name", "level", "parent_code", "latitude", "longitude");
  private static final int MAX_SEARCH_LENGTH = 50;

  private final JurisdictionCommands jurisdictions;
  private final ImportBodies imports;

  JurisdictionController(JurisdictionCommands jurisdictions, ImportBodies imports) {
    this.jurisdictions = jurisdictions;
    this.imports = imports;
  }

  /** A jurisdiction on the wire. */
  record JurisdictionJson(
      JurisdictionCode code,
      String name,
      JurisdictionCode.Level level,
      @Nullable JurisdictionCode parentCode,
      @Nullable PlaceJson location,
      long version) {

    static JurisdictionJson of(Jurisdiction jurisdiction) {
      return new JurisdictionJson(
          jurisdiction.code(),
          jurisdiction.name(),
          jurisdiction.code().level(),
          jurisdiction.parent(),
          jurisdiction.location() == null ? null : PlaceJson.of(jurisdiction.location()),
          jurisdiction.version());
    }
  }

  @GetMapping
  @Operation(summary = "Jurisdictions by code")
  Page<JurisdictionJson> list(
      @RequestParam(required = false) @Nullable String level,
      @RequestParam(required = false) @Nullable String parent,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    FieldChecks checks = new FieldChecks();
    JurisdictionCode.Level wanted = level == null ? null : levelOf(checks, level);
    JurisdictionCode parentCode = parent == null ? null : checks.code("parent", parent);
    String text = checks.optionalText("search", search, MAX_SEARCH_LENGTH);
    var filter =
        Refusals.orThrow(checks.outcome(() -> new JurisdictionFilter(wanted, parentCode, text)));
    return Pages.json(
        jurisdictions.list(filter, Pages.request(cursor, limit)), JurisdictionJson::of);
  }

  @GetMapping(path = "/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "One jurisdiction")
  JurisdictionJson get(@PathVariable String code) {
    FieldChecks checks = new FieldChecks();
    JurisdictionCode wanted = checks.code("code", code);
    return jurisdictions
        .find(Refusals.orThrow(checks.outcome(() -> wanted)))
        .map(JurisdictionJson::of)
        .orElseThrow(() -> Refusals.of(new Rejection.Unknown("jurisdiction", code)));
  }

  @PostMapping
  @Operation(summary = "Register a jurisdiction")
  ResponseEntity<JurisdictionJson> create(
      @AuthenticationPrincipal Caller caller,
      @org.springframework.web.bind.annotation.RequestBody JurisdictionForm form) {
    JurisdictionDraft draft = Refusals.orThrow(form.check());
    Jurisdiction created =
        Refusals.orThrow(jurisdictions.save(caller, draft, SaveMode.CREATE)).value();
    return ResponseEntity.created(URI.create("/api/jurisdictions/" + created.code()))
        .body(JurisdictionJson.of(created));
  }

  @PutMapping("/{code}")
  @Operation(summary = "Replace what is known of a jurisdiction")
  JurisdictionJson replace(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String code,
      @org.springframework.web.bind.annotation.RequestBody JurisdictionForm form) {
    if (form.code() != null && !form.code().equals(code)) {
      throw Refusals.of(Rejection.Invalid.of("code", "must be the one in the path"));
    }
    JurisdictionDraft draft = Refusals.orThrow(form.withCode(code).check());
    return JurisdictionJson.of(
        Refusals.orThrow(jurisdictions.save(caller, draft, SaveMode.REPLACE)).value());
  }

  @DeleteMapping("/{code}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Remove a jurisdiction",
      description =
          "If nothing stands in it: no jurisdiction, team or volunteer in or below it. Else 409"
              + " OCCUPIED, saying what does. Alerts and reports are not asked: a running alert"
              + " goes on with the code that it has, and can be changed, ended and reopened; new"
              + " ones with that code are refused.")
  void remove(@AuthenticationPrincipal Caller caller, @PathVariable String code) {
    FieldChecks checks = new FieldChecks();
    JurisdictionCode wanted = checks.code("code", code);
    var unused =
        Refusals.orThrow(
            jurisdictions.remove(caller, Refusals.orThrow(checks.outcome(() -> wanted))));
  }

  @NeverInConflict
  @PostMapping(path = "/import", consumes = "text/csv", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Import the official tree from CSV",
      description =
          "Columns code,name,level,parent_code,latitude,longitude, each cell there in every row;"
              + " parents before their children. In UTF-8 or GB18030 (GBK, GB2312), as the charset"
              + " says or as it looks. Repeating it is harmless.")
  @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  ImportReport importCsv(@AuthenticationPrincipal Caller caller, ServerHttpRequest request) {
    return imports.run(request, job(caller, request));
  }

  @NeverInConflict
  @PostMapping(
      path = "/import",
      params = "progress",
      consumes = "text/csv",
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(summary = "The same, answered with a report after each batch")
  @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
  Flux<ImportReport> importCsvWithProgress(
      @AuthenticationPrincipal Caller caller, ServerHttpRequest request) {
    return imports.runWithProgress(request, job(caller, request));
  }

  private ImportBodies.Job<JurisdictionDraft> job(Caller caller, ServerHttpRequest request) {
    return imports.csv(
        request,
        COLUMNS,
        JurisdictionController::draftOf,
        draft -> draft.code().value(),
        drafts ->
            jurisdictions.saveAll(caller, drafts, SaveMode.UPSERT).stream()
                .map(JurisdictionController::columnNames)
                .toList());
  }

  private static Outcome<JurisdictionDraft> draftOf(Map<String, String> row) {
    FieldChecks numbers = new FieldChecks();
    Double latitude = degrees(numbers, "latitude", row);
    Double longitude = degrees(numbers, "longitude", row);
    boolean readable = !numbers.isWrong("latitude") && !numbers.isWrong("longitude");
    boolean placed = latitude != null || longitude != null;
    JurisdictionForm form =
        new JurisdictionForm(
            row.get("code"),
            row.get("name"),
            row.get("level"),
            row.getOrDefault("parent_code", "").isEmpty() ? null : row.get("parent_code"),
            readable && placed ? new PlaceForm(latitude, longitude, Crs.WGS84) : null,
            null);
    return numbers.outcome(columnNames(form.check()));
  }

  private static @Nullable Double degrees(
      FieldChecks checks, String column, Map<String, String> row) {
    String text = row.getOrDefault(column, "");
    return text.isEmpty() ? null : checks.number(column, text);
  }

  /** The report names the file's columns, not the fields of the JSON form. */
  private static <T> Outcome<T> columnNames(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> done;
      case Outcome.Refused<T>(Rejection.Invalid(var errors)) ->
          new Outcome.Refused<>(
              new Rejection.Invalid(
                  errors.stream()
                      .map(error -> new FieldError(columnOf(error.field()), error.message()))
                      .toList()));
      case Outcome.Refused<T>(Rejection.OutOfScope()) ->
          new Outcome.Refused<>(Rejection.Invalid.of("code", "is outside your jurisdiction"));
      case Outcome.Refused<T> refused -> refused;
    };
  }

  private static String columnOf(String field) {
    return switch (field) {
      case "parentCode" -> "parent_code";
      case "location", "location.latitude" -> "latitude";
      case "location.longitude" -> "longitude";
      default -> field;
    };
  }

  private static JurisdictionCode.@Nullable Level levelOf(FieldChecks checks, String level) {
    try {
      return JurisdictionCode.Level.valueOf(level.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      checks.fail("level", "must be one of " + List.of(JurisdictionCode.Level.values()));
      return null;
    }
  }
}
