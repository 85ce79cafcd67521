package muster.report.deadletters;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Objects;
import java.util.function.Supplier;
import muster.apiedge.Cursor;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.apiedge.spring.AlsoRefuses;
import muster.contracts.access.Caller;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.eventintake.DeadLetter;
import muster.eventintake.LetterBox;
import muster.eventintake.LetterPage;
import muster.eventintake.LettersUnavailableException;
import muster.eventintake.RetryOutcome;
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

/** What this service could not read, or could not get to others, for whoever keeps it running. */
@RestController
@RequestMapping("/api/dead-letters/report")
@Tag(name = "Dead letters")
final class DeadLetterController {
  private final LetterBox letters;
  private final RejectedEvents rejected;

  DeadLetterController(LetterBox letters, RejectedEvents rejected) {
    this.letters = letters;
    this.rejected = rejected;
  }

  /**
   * What became of a dead letter.
   *
   * @param reason of the new one
   * @param partition with the offset, where the new one is
   */
  record LetterRetry(
      Result result, @Nullable String reason, @Nullable Integer partition, @Nullable Long offset) {
    enum Result {
      HANDLED,
      PUT_ASIDE_AGAIN
    }
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
  @AlsoRefuses(ProblemType.UNAVAILABLE)
  @Operation(
      summary = "Records that this service's consumers have put aside",
      description =
          "Topic by topic, of each the newest first; for operators of a whole city. Without the"
              + " records' values. A page looks at the newest 500 letters of each partition of one"
              + " topic's dead letters, those of other services among them: it may be shorter than"
              + " its limit, or empty, and have a next one.")
  Page<DeadLetter> list(
      @Parameter(description = "The topic that records came from, such as dispatch.events")
          @RequestParam(required = false)
          @Nullable String topic,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = Page.USUAL_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
      @AuthenticationPrincipal Caller caller) {
    Scope.requireCity(caller);
    if (topic != null && !letters.topics().contains(topic)) {
      throw ProblemException.invalid("topic", "must be one of " + letters.topics());
    }
    String next = Cursor.key(cursor);
    LetterPage page = available(() -> page(topic, next, limit));
    String following = page.next();
    return new Page<>(page.letters(), following == null ? null : Cursor.of(following));
  }

  private LetterPage page(@Nullable String topic, @Nullable String next, int limit) {
    try {
      return letters.list(topic, next, limit);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(Cursor.PARAMETER, "is not one that this list gave");
    }
  }

  @PostMapping("/{topic}/{partition}/{offset}/retry")
  @AlsoRefuses(ProblemType.UNAVAILABLE)
  @Operation(
      summary = "Have a record handled again by the consumer that has put it aside",
      description =
          "Named by the topic it came from and the letter's own partition and offset. Nobody else"
              + " notices. HANDLED, or PUT_ASIDE_AGAIN with the new reason and where the new letter"
              + " is; either way this letter is dealt with, and 409 DEALT_WITH from then on. 409"
              + " READ_AT_START, TOMBSTONE or SHORTENED for one that can't be handled so. A reader"
              + " of a whole topic takes it in on the instance that is asked; the others at their"
              + " next start.")
  LetterRetry retry(
      @PathVariable String topic,
      @PathVariable int partition,
      @PathVariable long offset,
      @AuthenticationPrincipal Caller caller) {
    Scope.requireCity(caller);
    RetryOutcome outcome =
        available(() -> letters.retry(topic, partition, offset, caller.subject()));
    refuse(outcome.problem().orElse(null));
    return outcome instanceof RetryOutcome.PutAsideAgain(String reason, int where, long at)
        ? new LetterRetry(LetterRetry.Result.PUT_ASIDE_AGAIN, reason, where, at)
        : new LetterRetry(LetterRetry.Result.HANDLED, null, null, null);
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

  /** The broker is a neighbour that may be away. */
  private static <T> T available(Supplier<T> answer) {
    try {
      return answer.get();
    } catch (LettersUnavailableException e) {
      throw new ProblemException(ProblemType.UNAVAILABLE);
    }
  }
}
