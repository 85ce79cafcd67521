package muster.volunteer.people.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Map;
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
import muster.volunteer.people.PhoneNumbers;
import muster.volunteer.people.Volunteer;
import muster.volunteer.people.VolunteerDraft;
import muster.volunteer.people.VolunteerFilter;
import muster.volunteer.people.VolunteerForm;
import muster.volunteer.people.command.VolunteerCommands;
import muster.volunteer.rules.FieldChecks;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Read by staff in scope and by everybody themselves; written by dispatchers and officers. */
@RestController
@RequestMapping("/api/volunteers")
@Tag(name = "Volunteers")
class VolunteerController {
  private static final int MAX_SEARCH_LENGTH = 50;

  private final VolunteerCommands volunteers;
  private final PhoneNumbers numbers;
  private final ImportBodies imports;

  VolunteerController(VolunteerCommands volunteers, PhoneNumbers numbers, ImportBodies imports) {
    this.volunteers = volunteers;
    this.numbers = numbers;
    this.imports = imports;
  }

  /**
   * A volunteer on the wire.
   *
   * @param subject the account; set by those whose scope is wider than the jurisdiction, or by its
   *     owner. What others set is only proposed
   * @param proposedSubject an account that its owner or a wider scope has to confirm yet
   * @param phone in E.164; masked unless the caller may ring the volunteer up
   * @param samePhoneAs who else in the caller's scope has the same number, if anybody, for a caller
   *     who may ring them up
   */
  record VolunteerJson(
      String id,
      String name,
      @Nullable String subject,
      @Nullable String proposedSubject,
      @Nullable String phone,
      JurisdictionCode jurisdiction,
      @Nullable List<String> samePhoneAs,
      long version) {

    static VolunteerJson of(
        Caller caller, Volunteer volunteer, @Nullable List<String> samePhoneAs) {
      String phone = volunteer.phone();
      return new VolunteerJson(
          volunteer.id(),
          volunteer.name(),
          volunteer.subject(),
          volunteer.proposedSubject(),
          phone == null || volunteer.showsPhoneTo(caller) ? phone : Volunteer.mask(phone),
          volunteer.jurisdiction(),
          samePhoneAs,
          volunteer.version());
    }
  }

  @GetMapping
  @Operation(
      summary = "Volunteers in scope, by id",
      description =
          "Each read is recorded. With phone (+ is %2B in a query), only who has that number, however"
              + " it is written; with samePhone, only those whose number somebody else has, too, or"
              + " nobody. Both are for those who may see numbers.")
  Page<VolunteerJson> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String jurisdiction,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String teamId,
      @RequestParam(required = false) @Nullable Boolean onDuty,
      @RequestParam(required = false) @Nullable String phone,
      @RequestParam(required = false) @Nullable Boolean samePhone,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    JurisdictionCode within =
        Scope.within(
            caller,
            jurisdiction == null ? null : Jurisdictions.parse("jurisdiction", jurisdiction));
    FieldChecks checks = new FieldChecks();
    String text = checks.optionalText("search", search, MAX_SEARCH_LENGTH);
    String team = teamId == null ? null : checks.id("teamId", teamId);
    String number = phone == null ? null : VolunteerForm.checkedPhone(checks, numbers, phone);
    var filter =
        Refusals.orThrow(
            checks.outcome(
                () -> new VolunteerFilter(within, text, team, onDuty, number, samePhone)));
    var page = Refusals.orThrow(volunteers.list(caller, filter, Pages.request(cursor, limit)));
    Map<String, List<String>> same = volunteers.samePhone(caller, page.items());
    return Pages.json(
        page, volunteer -> VolunteerJson.of(caller, volunteer, same.get(volunteer.id())));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One volunteer", description = "Each read is recorded.")
  VolunteerJson get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return json(caller, Refusals.orThrow(volunteers.read(caller, Refusals.checkedId(id))));
  }

  @PostMapping
  @Operation(summary = "Register a volunteer", description = "The id may be left out.")
  ResponseEntity<VolunteerJson> create(
      @AuthenticationPrincipal Caller caller, @RequestBody VolunteerForm form) {
    VolunteerForm named = form.id() == null ? form.withId("v-" + UUID.randomUUID()) : form;
    VolunteerDraft draft = Refusals.orThrow(named.check(numbers));
    Volunteer created = Refusals.orThrow(volunteers.save(caller, draft, SaveMode.CREATE)).value();
    return ResponseEntity.created(URI.create("/api/volunteers/" + created.id()))
        .body(json(caller, created));
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
    VolunteerDraft draft = Refusals.orThrow(form.withId(id).check(numbers));
    return json(caller, Refusals.orThrow(volunteers.save(caller, draft, SaveMode.REPLACE)).value());
  }

  @PutMapping("/{id}/account")
  @Operation(
      summary = "Confirm the account that was proposed for a volunteer",
      description =
          "By its owner, or by a dispatcher or officer whose scope is wider than the volunteer's"
              + " jurisdiction. Repeating it changes nothing.")
  VolunteerJson linkAccount(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return json(caller, Refusals.orThrow(volunteers.linkAccount(caller, Refusals.checkedId(id))));
  }

  @DeleteMapping("/{id}/account")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Take away a volunteer's account, or a proposed one",
      description = "By its owner, or by a dispatcher or officer in scope.")
  void unlinkAccount(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    var unused = Refusals.orThrow(volunteers.unlinkAccount(caller, Refusals.checkedId(id)));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Erase a volunteer, for good",
      description =
          "Name, number, account, presence and memberships go. The id stays and is never used"
              + " again: who saves it gets 409 ERASED.")
  void erase(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    var unused = Refusals.orThrow(volunteers.erase(caller, Refusals.checkedId(id)));
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

  private VolunteerJson json(Caller caller, Volunteer volunteer) {
    return VolunteerJson.of(
        caller, volunteer, volunteers.samePhone(caller, List.of(volunteer)).get(volunteer.id()));
  }

  private ImportBodies.Job<VolunteerDraft> job(Caller caller) {
    return imports.ndjson(
        VolunteerForm.class,
        form -> form.check(numbers),
        VolunteerDraft::id,
        drafts -> volunteers.saveAll(caller, drafts, SaveMode.UPSERT));
  }
}
