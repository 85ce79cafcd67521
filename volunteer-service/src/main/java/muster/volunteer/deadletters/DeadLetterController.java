package muster.volunteer.deadletters;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Objects;
import muster.apiedge.Cursor;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.contracts.access.Caller;
import muster.contracts.problem.Problem;
import muster.outbox.RejectedRow;
import muster.outbox.spring.RejectedEvents;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What this service could not get to others, for whoever keeps it running. */
@RestController
@RequestMapping("/api/dead-letters/volunteer")
@Tag(name = "Dead letters")
final class DeadLetterController {
  private final RejectedEvents rejected;

  DeadLetterController(RejectedEvents rejected) {
    this.rejected = rejected;
  }

  /**
   * What became of a rejected row.
   *
   * @param sequence under which it is among the rejected ones now
   */
  record RowRetry(Result result, @Nullable Long sequence, @Nullable String reason) {
    enum Result {
      PUBLISHED,
      REJECTED_AGAIN,
      WAITING
    }
  }

  @GetMapping
  @Operation(
      summary = "Records that this service's consumers have put aside: always none",
      description = "It has no consumer that would; all services have this list.")
  Page<Object> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    Scope.requireCity(caller);
    var unused = Cursor.key(cursor);
    return new Page<>(List.of(), null);
  }

  @GetMapping("/rejected-rows")
  @Operation(
      summary = "Events of this service that the broker has refused for good",
      description =
          "The oldest first, without their values; for operators of a whole city. Others have not"
              + " heard of them.")
  Page<RejectedRow> listRows(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    Scope.requireCity(caller);
    long after = Objects.requireNonNullElse(Cursor.number(cursor), 0L);
    return Page.of(rejected.list(after, limit + 1), limit, last -> Cursor.of(last.sequence()));
  }

  @PostMapping("/rejected-rows/{sequence}/retry")
  @Operation(
      summary = "Publish an event again that the broker has refused",
      description =
          "PUBLISHED, REJECTED_AGAIN with the new reason, or WAITING while the broker takes its"
              + " time. 409 OLDER_FIRST if one of the same key was rejected before it, and 409"
              + " COMPACTED_TOPIC where it could replace what is newer.")
  RowRetry retryRow(@PathVariable long sequence, @AuthenticationPrincipal Caller caller) {
    Scope.requireCity(caller);
    RejectedEvents.Outcome outcome = rejected.retry(sequence, caller.subject());
    refuse(outcome.problem().orElse(null));
    return switch (outcome) {
      case RejectedEvents.Outcome.RejectedAgain(long again, String reason) ->
          new RowRetry(RowRetry.Result.REJECTED_AGAIN, again, reason);
      case RejectedEvents.Outcome.Waiting _ -> new RowRetry(RowRetry.Result.WAITING, null, null);
      case RejectedEvents.Outcome.Published _, RejectedEvents.Outcome.Refused _ ->
          new RowRetry(RowRetry.Result.PUBLISHED, null, null);
    };
  }

  private static void refuse(@Nullable Problem problem) {
    if (problem != null) {
      throw new ProblemException(problem);
    }
  }
}
