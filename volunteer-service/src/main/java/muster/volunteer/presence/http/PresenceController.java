package muster.volunteer.presence.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import muster.apiedge.PlaceJson;
import muster.apiedge.spring.NeverInConflict;
import muster.contracts.access.Caller;
import muster.volunteer.http.Refusals;
import muster.volunteer.importing.ImportReport;
import muster.volunteer.importing.http.ImportBodies;
import muster.volunteer.presence.Presence;
import muster.volunteer.presence.PresenceForm;
import muster.volunteer.presence.PresenceReport;
import muster.volunteer.presence.PresenceRules;
import muster.volunteer.presence.command.PresenceCommands;
import muster.volunteer.rules.Rejection;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Volunteers report for themselves; dispatchers and officers in scope for anybody. */
@RestController
@Tag(name = "Presence")
class PresenceController {
  private final PresenceCommands presence;
  private final ImportBodies imports;

  PresenceController(PresenceCommands presence, ImportBodies imports) {
    this.presence = presence;
    this.imports = imports;
  }

  /**
   * Presence on the wire.
   *
   * @param version 0 for somebody who never reported
   */
  record PresenceJson(
      String volunteerId,
      boolean onDuty,
      @Nullable PlaceJson location,
      @Nullable Double accuracyMeters,
      @Nullable Instant positionAt,
      long version) {

    static PresenceJson of(Presence presence) {
      Presence.Position position = presence.position();
      return new PresenceJson(
          presence.volunteerId(),
          presence.onDuty(),
          position == null ? null : PlaceJson.of(position.point()),
          position == null ? null : position.accuracyMeters(),
          position == null ? null : position.at(),
          presence.version());
    }
  }

  @PutMapping("/api/volunteers/{id}/presence")
  @Operation(
      summary = "Go on or off duty, or report a position",
      description =
          "Repeating an equal report within 30 seconds changes nothing. Different reports within"
              + " one second get 429, except going off duty. positionAt says when the position was"
              + " taken, at most 2 minutes from now; without it, now. A position older than the one"
              + " that is known does not replace it, and on duty without a location the last one"
              + " stays, with its age. 0/0 (within 100 m) and what is more than 5 km off is no"
              + " position.")
  PresenceJson report(
      @AuthenticationPrincipal Caller caller,
      @PathVariable String id,
      @RequestBody PresenceForm form) {
    if (form.volunteerId() != null && !form.volunteerId().equals(id)) {
      throw Refusals.of(Rejection.Invalid.of("volunteerId", "must be the one in the path"));
    }
    PresenceReport report = Refusals.orThrow(form.withVolunteerId(id).check());
    return PresenceJson.of(
        Refusals.orThrow(presence.report(caller, report, PresenceRules.Pace.LIMITED)).value());
  }

  @GetMapping("/api/volunteers/{id}/presence")
  @Operation(
      summary = "Whether and where a volunteer is on duty",
      description = "Each read is recorded.")
  PresenceJson get(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return PresenceJson.of(Refusals.orThrow(presence.read(caller, Refusals.checkedId(id))));
  }

  @NeverInConflict
  @PostMapping(
      path = "/api/presence/import",
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Import presence from NDJSON",
      description = "A volunteer's presence per line, without the limit on their pace.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_NDJSON_VALUE,
              schema = @Schema(implementation = PresenceForm.class)))
  ImportReport importPresence(@AuthenticationPrincipal Caller caller, ServerHttpRequest request) {
    return imports.run(request, job(caller));
  }

  @NeverInConflict
  @PostMapping(
      path = "/api/presence/import",
      params = "progress",
      consumes = MediaType.APPLICATION_NDJSON_VALUE,
      produces = MediaType.APPLICATION_NDJSON_VALUE)
  @Operation(summary = "The same, answered with a report after each batch")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_NDJSON_VALUE,
              schema = @Schema(implementation = PresenceForm.class)))
  Flux<ImportReport> importPresenceWithProgress(
      @AuthenticationPrincipal Caller caller, ServerHttpRequest request) {
    return imports.runWithProgress(request, job(caller));
  }

  private ImportBodies.Job<PresenceReport> job(Caller caller) {
    return imports.ndjson(
        PresenceForm.class,
        PresenceForm::check,
        PresenceReport::volunteerId,
        reports -> presence.reportAll(caller, reports, PresenceRules.Pace.UNLIMITED));
  }
}
