package muster.notification.desk.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import muster.apiedge.Cursor;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.contracts.access.Caller;
import muster.contracts.notification.DeskEvent.DeskChanged;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.notification.desk.DeskDirectory;
import muster.notification.desk.DeskLimits;
import muster.notification.desk.command.DeskWriter;
import muster.notification.http.BodyFields;
import muster.notification.http.KnownParameters;
import muster.notification.http.PageParameters;
import muster.notification.http.ProblemSchema;
import muster.notification.http.RefusedByTheEdge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Desks say what they look at, so that colleagues see it. */
@Controller("/api/desks")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "bearer")
@RefusedByTheEdge
@Tag(name = "Desks")
class DeskController {
  private static final Logger LOG = LoggerFactory.getLogger(DeskController.class);
  private static final Set<String> PAGE = Set.of(Cursor.PARAMETER, PageParameters.LIMIT);
  private static final String ID = "deskId";

  private final DeskDirectory desks;
  private final DeskWriter writer;
  private final DeskLimits limits;
  private final JsonMapper mapper =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  DeskController(DeskDirectory desks, DeskWriter writer, DeskLimits limits) {
    this.desks = desks;
    this.writer = writer;
    this.limits = limits;
  }

  @Put("/{deskId}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Secured({"operator", "dispatcher", "officer"})
  @Operation(
      summary = "Say what a desk looks at, and that it is there",
      description =
          "Each 20 s, and at once when it looks at something else: a desk that says nothing for 60 s"
              + " is gone. The id is one that the browser has given itself. Told to the desks of the"
              + " same jurisdiction and of those above it, as desk.changed.v1 on"
              + " /api/stream/events, unless it only repeats what is known. An account may have 8"
              + " desks at one time (TOO_MANY_DESKS); the desk of another account is refused until"
              + " that is gone (DESK_OF_ANOTHER).")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = DeskRequest.class)))
  @ApiResponse(responseCode = "204", description = "Told")
  @ApiResponse(
      responseCode = "409",
      description = "Not possible now",
      content =
          @Content(
              mediaType = ProblemType.MEDIA_TYPE,
              schema = @Schema(implementation = ProblemSchema.class)))
  @ApiResponse(
      responseCode = "413",
      description = "Too large",
      content =
          @Content(
              mediaType = ProblemType.MEDIA_TYPE,
              schema = @Schema(implementation = ProblemSchema.class)))
  @ApiResponse(
      responseCode = "415",
      description = "Unsupported media type",
      content =
          @Content(
              mediaType = ProblemType.MEDIA_TYPE,
              schema = @Schema(implementation = ProblemSchema.class)))
  HttpResponse<?> say(
      @Parameter(schema = @Schema(implementation = UUID.class)) @PathVariable(ID) String deskId,
      @Parameter(hidden = true) HttpRequest<?> asked,
      @Parameter(hidden = true) @Nullable @Body byte[] body,
      @Parameter(hidden = true) Authentication authentication)
      throws InterruptedException {
    KnownParameters.require(asked, Set.of());
    UUID id = id(deskId);
    DeskRequest request = DeskRequest.parse(body == null ? new byte[0] : body);
    Caller caller = Caller.of(authentication.getAttributes());
    JurisdictionCode scope = Scope.within(caller, null);
    requireWhole();
    try {
      return switch (writer.say(id, caller, scope, request.looking())) {
        case ADMITTED, RESTATED -> HttpResponse.noContent();
        case OF_ANOTHER ->
            throw new ProblemException(
                Problem.conflict("DESK_OF_ANOTHER", "Another account is logged in at this desk."));
        case TOO_MANY_OF_ACCOUNT ->
            throw new ProblemException(
                Problem.conflict(
                    "TOO_MANY_DESKS",
                    "An account may have %d desks at one time.".formatted(limits.perAccount())));
        case TOO_MANY ->
            throw new ProblemException(
                Problem.of(ProblemType.UNAVAILABLE, "There are as many desks as there can be."));
      };
    } catch (DeskWriter.NotWritten e) {
      throw notWritten(e);
    }
  }

  @Delete("/{deskId}")
  @Secured({"operator", "dispatcher", "officer"})
  @Operation(
      summary = "Say that a desk is gone",
      description =
          "When its page is closed; told as desk.gone.v1. One that is not there changes nothing.")
  @ApiResponse(responseCode = "204", description = "Told")
  @ApiResponse(
      responseCode = "404",
      description = "It is the desk of another account",
      content =
          @Content(
              mediaType = ProblemType.MEDIA_TYPE,
              schema = @Schema(implementation = ProblemSchema.class)))
  HttpResponse<?> leave(
      @Parameter(schema = @Schema(implementation = UUID.class)) @PathVariable(ID) String deskId,
      @Parameter(hidden = true) HttpRequest<?> asked,
      @Parameter(hidden = true) Authentication authentication)
      throws InterruptedException {
    KnownParameters.require(asked, Set.of());
    UUID id = id(deskId);
    Caller caller = Caller.of(authentication.getAttributes());
    Scope.within(caller, null);
    requireWhole();
    Optional<DeskChanged> desk = desks.find(id);
    if (desk.isPresent()) {
      if (!desk.get().account().equals(caller.subject())) {
        throw ProblemException.notFound("desk");
      }
      try {
        writer.leave(desk.get());
      } catch (DeskWriter.NotWritten e) {
        throw notWritten(e);
      }
    }
    return HttpResponse.noContent();
  }

  @Get(headRoute = false)
  @Produces(MediaType.APPLICATION_JSON)
  @Secured({"operator", "dispatcher", "officer"})
  @Operation(
      summary = "The desks of the caller's scope",
      description =
          "Those that have said within the last 60 s that they are there, in a fixed order. What"
              + " changes is told on /api/stream/events: open that first, then read this.",
      parameters = {
        @Parameter(
            name = Cursor.PARAMETER,
            in = ParameterIn.QUERY,
            description = "The nextCursor of the page before",
            schema = @Schema(implementation = String.class)),
        @Parameter(
            name = PageParameters.LIMIT,
            in = ParameterIn.QUERY,
            description = "How many desks at most, 1 to 200",
            schema =
                @Schema(
                    implementation = Integer.class,
                    minimum = "1",
                    maximum = "200",
                    defaultValue = Page.USUAL_LIMIT))
      })
  @ApiResponse(
      responseCode = "200",
      description = "A page of desks",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeskView.Listed.class)))
  HttpResponse<byte[]> list(
      @Parameter(hidden = true) HttpRequest<?> request,
      @Parameter(hidden = true) Authentication authentication) {
    KnownParameters.require(request, PAGE);
    int limit = PageParameters.limit(request);
    @org.jspecify.annotations.Nullable UUID after = Cursor.id(KnownParameters.single(request, Cursor.PARAMETER).orElse(null));
    JurisdictionCode scope = Scope.within(Caller.of(authentication.getAttributes()), null);
    requireWhole();
    Page<DeskChanged> page =
        Page.of(desks.list(scope, after, limit + 1), limit, last -> Cursor.of(last.deskId()));
    return HttpResponse.ok(mapper.writeValueAsBytes(DeskView.Listed.of(page)))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private void requireWhole() {
    if (!desks.isComplete()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UNAVAILABLE, "This instance is still reading what it needs to know."));
    }
  }

  private static ProblemException notWritten(DeskWriter.NotWritten failure) {
    LOG.warn("What a desk says could not be written: {}", String.valueOf(failure.getCause()));
    return new ProblemException(
        Problem.of(ProblemType.UNAVAILABLE, "It could not be written in time."));
  }

  private static UUID id(String text) {
    try {
      if (text.length() == 36) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      // As what is too long or too short.
    }
    throw ProblemException.invalid(ID, BodyFields.WRONG_FORM);
  }
}
