package muster.volunteer.team.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import muster.apiedge.Jurisdictions;
import muster.apiedge.ListFilters;
import muster.apiedge.Page;
import muster.apiedge.PlaceJson;
import muster.apiedge.Scope;
import muster.apiedge.spring.NeverInConflict;
import muster.contracts.access.Caller;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.http.Pages;
import muster.volunteer.http.Refusals;
import muster.volunteer.importing.ImportReport;
import muster.volunteer.importing.http.ImportBodies;
import muster.volunteer.rules.FieldChecks;
import muster.volunteer.rules.Rejection;
import muster.volunteer.rules.SaveMode;
import muster.volunteer.team.Team;
import muster.volunteer.team.TeamDraft;
import muster.volunteer.team.TeamFilter;
import muster.volunteer.team.TeamForm;
import muster.volunteer.team.command.TeamCommands;
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

/** Read by staff in scope and, each its own, by members; written by dispatchers and officers. */
@RestController
@RequestMapping("/api/teams")
@Tag(name = "Teams")
class TeamController {
  private static final int MAX_SEARCH_LENGTH = 50;

  private final TeamCommands teams;
  private final ImportBodies imports;

  TeamController(TeamCommands teams, ImportBodies imports) {
    this.teams = teams;
    this.imports = imports;
  }

  /**
   * A team on the wire.
   *
   * @param version grows by one with each change of the team, from 1: a stream's event of the team
   *     is newer than this exactly if its version is greater
   * @param onDuty whether any member is on duty, as of the answer; absent for who is not staff in
   *     scope. Members' going on and off duty changes it, and not the version
   */
  record TeamJson(
      String id,
      String name,
      JurisdictionCode jurisdiction,
      String kind,
      PlaceJson base,
      Set<String> capabilities,
      List<Team.Member> members,
      @Schema(description = "Grows by one with each change of the team") long version,
      Instant changedAt,
      @Schema(
              description =
                  "Whether any member is on duty now; absent for who is not staff in scope. Apart"
                      + " from the version")
          @Nullable Boolean onDuty) {

    static TeamJson of(Team team, @Nullable Boolean onDuty) {
      return new TeamJson(
          team.id(),
          team.name(),
          team.jurisdiction(),
          team.kind(),
          PlaceJson.of(team.base()),
          team.capabilities(),
          team.members(),
          team.version(),
          team.changedAt(),
          onDuty);
    }
  }

  @GetMapping
  @Operation(
      summary = "Teams in scope, by id",
      description =
          "Whoever keeps the list open applies the events of /api/stream/events to it: an event of a"
              + " team with a version not above the row's is in the row already, and where one is"
              + " missing in between, GET of the one team gives the row anew.")
  Page<TeamJson> list(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(required = false) @Nullable String jurisdiction,
      @Parameter(description = "Several with commas") @RequestParam(required = false)
          @Nullable List<String> kind,
      @RequestParam(required = false) @Nullable String capability,
      @RequestParam(required = false) @Nullable String search,
      @Parameter(description = "True: only teams of which any member is on duty; false: the others")
          @RequestParam(required = false)
          @Nullable Boolean onDuty,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    JurisdictionCode within =
        Scope.within(
            caller,
            jurisdiction == null ? null : Jurisdictions.parse("jurisdiction", jurisdiction));
    FieldChecks checks = new FieldChecks();
    Set<String> kinds =
        ListFilters.oneOf("kind", kind).stream()
            .map(one -> checks.slug("kind", one))
            .collect(Collectors.toSet());
    String able = capability == null ? null : checks.slug("capability", capability);
    String text = checks.optionalText("search", search, MAX_SEARCH_LENGTH);
    var page =
        teams.list(
            Refusals.orThrow(
                checks.outcome(() -> new TeamFilter(within, kinds, able, text, onDuty))),
            Pages.request(cursor, limit));
    Map<String, Boolean> duty = teams.onDuty(caller, page.items());
    return Pages.json(page, team -> TeamJson.of(team, duty.get(team.id())));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One team")
  TeamJson get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return json(caller, Refusals.orThrow(teams.read(caller, Refusals.checkedId(id))));
  }

  @PostMapping
  @Operation(summary = "Register a team", description = "The id may be left out.")
  ResponseEntity<TeamJson> create(
      @AuthenticationPrincipal Caller caller, @RequestBody TeamForm form) {
    TeamForm named = form.id() == null ? form.withId("t-" + UUID.randomUUID()) : form;
    TeamDraft draft = Refusals.orThrow(named.check());
    Team created = Refusals.orThrow(teams.save(caller, draft, SaveMode.CREATE)).value();
    return ResponseEntity.created(URI.create("/api/teams/" + created.id()))
        .body(json(caller, created));
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Replace a team",
      description = "With the version that was read, a lost update is refused with 409.")
  TeamJson replace(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, @RequestBody TeamForm form) {
    if (form.id() != null && !form.id().equals(id)) {
      throw Refusals.of(Rejection.Invalid.of("id", "must be the one in the path"));
    }
    TeamDraft draft = Refusals.orThrow(form.withId(id).check());
    return json(caller, Refusals.orThrow(teams.save(caller, draft, SaveMode.REPLACE)).value());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Disband a team")
  void disband(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    var unused = Refusals.orThrow(teams.disband(caller, Refusals.checkedId(id)));
  }

  @NeverInConflict
  @PostMapping(
      path = "/import",
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Import teams from NDJSON",
      description = "A team per line; volunteers first. Repeating it is harmless.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_NDJSON_VALUE,
              schema = @Schema(implementation = TeamForm.class)))
  ImportReport importTeams(@AuthenticationPrincipal Caller caller, ServerHttpRequest request) {
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
              schema = @Schema(implementation = TeamForm.class)))
  Flux<ImportReport> importTeamsWithProgress(
      @AuthenticationPrincipal Caller caller, ServerHttpRequest request) {
    return imports.runWithProgress(request, job(caller));
  }

  private TeamJson json(Caller caller, Team team) {
    return TeamJson.of(team, teams.onDuty(caller, List.of(team)).get(team.id()));
  }

  private ImportBodies.Job<TeamDraft> job(Caller caller) {
    return imports.ndjson(
        TeamForm.class,
        TeamForm::check,
        TeamDraft::id,
        drafts -> teams.saveAll(caller, drafts, SaveMode.UPSERT));
  }
}
