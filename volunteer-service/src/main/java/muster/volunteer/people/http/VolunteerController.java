package muster.volunteer.people.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.UUID;
import muster.apiedge.Jurisdictions;
import muster.apiedge.Page;
import muster.apiedge.Scope;
import muster.apiedge.spring.NeverInConflict;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.http.Pages;
import muster.volunteer.http.Refusals;
import muster.volunteer.importing.ImportReport;
import muster.volunteer.importing.http.ImportBodies;
import muster.volunteer.people.Volunteer;
import muster.volunteer.people.VolunteerDraft;
import muster.volunteer.people.VolunteerFilter;
import muster.volunteer.people.VolunteerForm;
import muster.volunteer.people.command.VolunteerCommands;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.SaveMode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Read by staff in scope and by everybody themselves; written by dispatchers and officers. */
@RestController
@RequestMapping("/api/volunteers")
@Tag(name = "Volunteers")
class VolunteerController {
  private static final int MAX_SEARCH_LENGTH = 50;

  private final VolunteerCommands volunteers;
  private final ImportBodies imports;

  VolunteerController(VolunteerCommands volunteers, ImportBodies imports) {
    this.volunteers = volunteers;
    this.imports = imports;
  }

  /**
   * A volunteer on the wire.
   *
   * @param phone masked unless the caller may ring the volunteer up
   */
  record VolunteerJson(
      String id,
      String name,
      @Nullable String subject,
      @Nullable String phone,
      JurisdictionCode jurisdiction,
      long version) {

    static VolunteerJson of(Caller caller, Volunteer volunteer) {
      String phone = volunteer.phone();
      return new VolunteerJson(
          volunteer.id(),
          volunteer.name(),
          volunteer.subject(),
          phone == null || volunteer.showsPhoneTo(caller) ? phone : Volunteer.mask(phone),
          volunteer.jurisdiction(),
          volunteer.version());
    }
  }

  @GetMapping
  @Operation(summary = "Volunteers in scope, by id", description = "Each read is recorded.")
  Page<VolunteerJson> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String jurisdiction,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String teamId,
      @RequestParam(required = false) @Nullable Boolean onDuty,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    JurisdictionCode within =
        Scope.within(
            caller,
            jurisdiction == null ? null : Jurisdictions.parse("jurisdiction", jurisdiction));
    FieldChecks checks = new FieldChecks();
    String text = checks.optionalText("search", search, MAX_SEARCH_LENGTH);
    String team = teamId == null ? null : checks.id("teamId", teamId);
    return Pages.json(
        volunteers.list(
            caller,
            Refusals.orThrow(checks.outcome(() -> new VolunteerFilter(within, text, team, onDuty))),
            Pages.request(cursor, limit)),
        volunteer -> VolunteerJson.of(caller, volunteer));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One volunteer", description = "Each read is recorded.")
  VolunteerJson get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return VolunteerJson.of(
        caller, Refusals.orThrow(volunteers.read(caller, Refusals.checkedId(id))));
  }

  @PostMapping
  @Operation(summary = "Register a volunteer", description = "The id may be left out.")
  ResponseEntity<VolunteerJson> create(
      @AuthenticationPrincipal Caller caller, @RequestBody VolunteerForm form) {
    VolunteerForm named = form.id() == null ? form.withId("v-" + UUID.randomUUID()) : form;
    VolunteerDraft draft = Refusals.orThrow(named.check());
    Volunteer created = Refusals.orThrow(volunteers.save(caller, draft, SaveMode.CREATE)).value();
    return ResponseEntity.created(URI.create("/api/volunteers/" + created.id()))
        .body(VolunteerJson.of(caller, created));
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Replace a volunteer's entry",
      description = "With the version that was read, a lost update is refused with 409.")
  VolunteerJson replace(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestBody VolunteerForm form) {
    if (form.id() != null && !form.id().equals(id)) {
      throw Refusals.of(Rejection.Invalid.of("id", "must be the one in the path"));
    }
    VolunteerDraft draft = Refusals.orThrow(form.withId(id).check());
    return VolunteerJson.of(
        caller, Refusals.orThrow(volunteers.save(caller, draft, SaveMode.REPLACE)).value());
  }

  @NeverInConflict
  @PostMapping(
      path = "/import",
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Import volunteers from NDJSON",
      description = "A volunteer per line; jurisdictions first. Repeating it is harmless.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_NDJSON_VALUE,
              schema = @Schema(implementation = VolunteerForm.class)))
  ImportReport importVolunteers(@AuthenticationPrincipal Caller caller, ServerHttpRequest request) {
    return imports.run(request, job(caller));
  }

  @NeverInConflict
  @PostMapping(
      path = "/import",
      params = "progress",
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(summary = "The same, answered with a report after each batch")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_NDJSON_VALUE,
              schema = @Schema(implementation = VolunteerForm.class)))
  Flux<ImportReport> importVolunteersWithProgress(
      @AuthenticationPrincipal Caller caller, ServerHttpRequest request) {
    return imports.runWithProgress(request, job(caller));
  }

  private ImportBodies.Job<VolunteerDraft> job(Caller caller) {
    return imports.ndjson(
        VolunteerForm.class,
        VolunteerForm::check,
        VolunteerDraft::id,
        drafts -> volunteers.saveAll(caller, drafts, SaveMode.UPSERT));
  }
}
