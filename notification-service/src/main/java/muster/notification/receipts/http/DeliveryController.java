package muster.notification.receipts.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import muster.apiedge.Cursor;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.notification.http.KnownParameters;
import muster.notification.http.PageParameters;
import muster.notification.http.ProblemSchema;
import muster.notification.http.RefusedByTheEdge;
import muster.notification.receipts.DeliveryOverview;
import muster.notification.stream.AlertBoard.ShownAlert;
import tools.jackson.databind.json.JsonMapper;

/** Tells the command center who was told. */
@Controller("/api/alerts")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "bearer")
@RefusedByTheEdge
@Tag(name = "Receipts")
class DeliveryController {
  private static final Set<String> PAGE = Set.of(Cursor.PARAMETER, PageParameters.LIMIT);

  private final DeliveryOverview overview;
  private final JsonMapper mapper =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  DeliveryController(DeliveryOverview overview) {
    this.overview = overview;
  }

  @Get(value = "/{id}/deliveries", headRoute = false)
  @Produces(MediaType.APPLICATION_JSON)
  @Secured({"operator", "dispatcher", "officer"})
  @Operation(
      summary = "Who was told of an alert",
      description =
          "For each team, member, channel and call of the team: when it was queued, sent, confirmed"
              + " by the device, seen by a person and answered, or that it failed. Answered from"
              + " memory, with the receipts of all instances: an alert is found while it runs and"
              + " for an hour after its end, if it began within the last seven days, and 20,000"
              + " alerts at most. Of 200,000 deliveries the oldest go first, and after a restart"
              + " those of the last 24 hours are known. Teams by page, in the order in which they"
              + " were called first; a team that is called meanwhile comes last.",
      parameters = {
        @Parameter(
            name = Cursor.PARAMETER,
            in = ParameterIn.QUERY,
            description = "The nextCursor of the page before",
            schema = @Schema(implementation = String.class)),
        @Parameter(
            name = PageParameters.LIMIT,
            in = ParameterIn.QUERY,
            description = "How many teams at most, 1 to 200",
            schema =
                @Schema(
                    implementation = Integer.class,
                    minimum = "1",
                    maximum = "200",
                    defaultValue = Page.USUAL_LIMIT))
      })
  @ApiResponse(
      responseCode = "200",
      description = "A page of the alert's tasks",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AlertDeliveriesView.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such alert, or none that this service remembers",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
              schema = @Schema(implementation = ProblemSchema.class)))
  HttpResponse<byte[]> deliveries(
      @Parameter(
              description = "The alert's id, or its number",
              schema = @Schema(implementation = String.class))
          @PathVariable
          String id,
      @Parameter(hidden = true) HttpRequest<?> request,
      @Parameter(hidden = true) Authentication authentication) {
    KnownParameters.require(request, PAGE);
    PageParameters page = PageParameters.of(request);
    AlertReference reference = reference(id);
    Caller caller = Caller.of(authentication.getAttributes());
    JurisdictionCode scope = Scope.within(caller, null);
    if (!overview.isComplete()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UNAVAILABLE, "This instance is still reading what it needs to know."));
    }
    ShownAlert alert =
        overview.findAlert(reference, scope).orElseThrow(() -> ProblemException.notFound("alert"));
    Scope.require(caller, alert.summary().jurisdiction());
    return HttpResponse.ok(mapper.writeValueAsBytes(AlertDeliveriesView.of(alert, page, overview)))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static AlertReference reference(String text) {
    try {
      return AlertReference.of(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("id", AlertReference.MESSAGE);
    }
  }
}
