package muster.notification.receipts.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import muster.apiedge.ProblemException;
import muster.contracts.access.Caller;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.notification.http.KnownParameters;
import muster.notification.http.ProblemSchema;
import muster.notification.http.RefusedByTheEdge;
import muster.notification.receipts.ReceiptSettings;
import muster.notification.receipts.command.ReceiptWriter;
import muster.notification.roster.Roster;
import muster.notification.stream.AlertBoard.TaskRef;
import muster.notification.stream.RecentEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what devices say of the tasks they were sent. */
@Controller("/api/receipts")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "bearer")
@RefusedByTheEdge
@Tag(name = "Receipts")
class ReceiptController {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptController.class);

  private final ReceiptSettings settings;
  private final RecentEvents recent;
  private final Roster roster;
  private final ReceiptWriter receipts;

  ReceiptController(
      ReceiptSettings settings, RecentEvents recent, Roster roster, ReceiptWriter receipts) {
    this.settings = settings;
    this.recent = recent;
    this.roster = roster;
    this.receipts = receipts;
  }

  @Post
  @Consumes(MediaType.APPLICATION_JSON)
  @Secured({"volunteer", "captain"})
  @Operation(
      summary = "Confirm that a task is on the device, or that somebody has seen it",
      description =
          "For every offer that comes over the stream, at once: a team from which no device confirms"
              + " in time counts as unreached, and another may be called in its place. Idempotent;"
              + " the answer comes when the receipt is safely written. See docs/streams.md.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ReceiptRequest.class)))
  @ApiResponse(responseCode = "204", description = "Written")
  @ApiResponse(
      responseCode = "404",
      description = "No such task for this account",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_PROBLEM,
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
  HttpResponse<?> post(
      @Parameter(hidden = true) HttpRequest<?> asked,
      @Parameter(hidden = true) @Nullable @Body byte[] body,
      @Parameter(hidden = true) Authentication authentication)
      throws InterruptedException {
    KnownParameters.require(asked, Set.of());
    ReceiptRequest request = ReceiptRequest.parse(body == null ? new byte[0] : body);
    Caller caller = Caller.of(authentication.getAttributes());
    // The same answer, after the same time, for a task that does not exist and for one of others.
    TaskRef task =
        recent
            .awaitTask(
                request.taskId(),
                candidate ->
                    request.isOf(candidate)
                        && roster.findMember(candidate.teamId(), caller.subject()).isPresent(),
                settings.patience())
            .orElseThrow(ReceiptController::notFound);
    CompletableFuture<Void> written =
        receipts
            .write(request.called(task), caller.subject(), request.status())
            .orElseThrow(ReceiptController::notFound);
    try {
      // Bounded by the producer's own send timeout.
      written.get();
    } catch (ExecutionException e) {
      LOG.warn("A receipt could not be written: {}", String.valueOf(e.getCause()));
      throw new ProblemException(
          Problem.of(ProblemType.UNAVAILABLE, "The receipt could not be written in time."));
    }
    return HttpResponse.noContent();
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("task");
  }
}
