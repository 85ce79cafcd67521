package muster.notification.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
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
import java.util.function.Supplier;
import muster.apiedge.Cursor;
import muster.apiedge.Page;
import muster.apiedge.ProblemException;
import muster.apiedge.Scope;
import muster.contracts.access.Caller;
import muster.contracts.problem.ProblemType;
import muster.eventintake.LetterBox;
import muster.eventintake.LetterPage;
import muster.eventintake.LettersUnavailableException;
import muster.eventintake.RetryOutcome;
import muster.notification.http.KnownParameters;
import muster.notification.http.PageParameters;
import muster.notification.http.ProblemSchema;
import muster.notification.http.RefusedByTheEdge;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What this service could not read, for whoever keeps it running. */
@Controller("/api/dead-letters/notification")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "bearer")
@RefusedByTheEdge
@Tag(name = "Dead letters")
class DeadLetterController {
  private static final String TOPIC = "topic";
  private static final Set<String> PARAMETERS =
      Set.of(TOPIC, Cursor.PARAMETER, PageParameters.LIMIT);

  private final LetterBox letters;
  private final JsonMapper mapper =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  DeadLetterController(LetterBox letters) {
    this.letters = letters;
  }

  @Get(headRoute = false)
  @Produces(MediaType.APPLICATION_JSON)
  @Secured("operator")
  @Operation(
      summary = "Records that this service's consumers have put aside",
      description =
          "Topic by topic, of each the newest first; for operators of a whole city. Without the"
              + " records' values. A page looks at the newest 500 letters of each partition of one"
              + " topic's dead letters, those of other services among them: it may be shorter than"
              + " its limit, or empty, and have a next one.",
      parameters = {
        @Parameter(
            name = TOPIC,
            in = ParameterIn.QUERY,
            description = "The topic that records came from, such as dispatch.events",
            schema = @Schema(implementation = String.class)),
        @Parameter(
            name = Cursor.PARAMETER,
            in = ParameterIn.QUERY,
            description = "The nextCursor of the page before",
            schema = @Schema(implementation = String.class)),
        @Parameter(
            name = PageParameters.LIMIT,
            in = ParameterIn.QUERY,
            description = "How many at most, 1 to 200",
            schema =
                @Schema(
                    implementation = Integer.class,
                    minimum = "1",
                    maximum = "200",
                    defaultValue = Page.USUAL_LIMIT))
      })
  @ApiResponse(
      responseCode = "200",
      description = "A page",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = LetterList.class)))
  HttpResponse<byte[]> list(
      @Parameter(hidden = true) HttpRequest<?> request,
      @Parameter(hidden = true) Authentication authentication) {
    KnownParameters.require(request, PARAMETERS);
    Scope.requireCity(Caller.of(authentication.getAttributes()));
    String topic = KnownParameters.single(request, TOPIC).orElse(null);
    if (topic != null && !letters.topics().contains(topic)) {
      throw ProblemException.invalid(TOPIC, "must be one of " + letters.topics());
    }
    String next = Cursor.key(KnownParameters.single(request, Cursor.PARAMETER).orElse(null));
    int limit = PageParameters.limit(request);
    LetterPage page = available(() -> page(topic, next, limit));
    String following = page.next();
    return json(new LetterList(page.letters(), following == null ? null : Cursor.of(following)));
  }

  private LetterPage page(@Nullable String topic, @Nullable String next, int limit) {
    try {
      return letters.list(topic, next, limit);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(Cursor.PARAMETER, "is not one that this list gave");
    }
  }

  @Post("/{topic}/{partition}/{offset}/retry")
  @Produces(MediaType.APPLICATION_JSON)
  @Secured("operator")
  @Operation(
      summary = "Have a record handled again by the consumer that has put it aside",
      description =
          "Named by the topic it came from and the letter's own partition and offset. Nobody else"
              + " notices. HANDLED, or PUT_ASIDE_AGAIN with the new reason and where the new letter"
              + " is; either way this letter is dealt with, and 409 DEALT_WITH from then on. 409"
              + " READ_AT_START, TOMBSTONE or SHORTENED for one that can't be handled so. A reader"
              + " of a whole topic takes it in on the instance that is asked; the others at their"
              + " next start.")
  @ApiResponse(
      responseCode = "200",
      description = "What became of it",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = LetterRetry.class)))
  @ApiResponse(
      responseCode = "404",
      description = "No such dead letter of this service",
      content =
          @Content(
              mediaType = ProblemType.MEDIA_TYPE,
              schema = @Schema(implementation = ProblemSchema.class)))
  @ApiResponse(
      responseCode = "409",
      description = "It is dealt with, or can't be handled so",
      content =
          @Content(
              mediaType = ProblemType.MEDIA_TYPE,
              schema = @Schema(implementation = ProblemSchema.class)))
  HttpResponse<byte[]> retry(
      @PathVariable String topic,
      @Parameter(schema = @Schema(implementation = Integer.class)) @PathVariable String partition,
      @Parameter(schema = @Schema(implementation = Long.class)) @PathVariable String offset,
      @Parameter(hidden = true) HttpRequest<?> request,
      @Parameter(hidden = true) Authentication authentication) {
    KnownParameters.require(request, Set.of());
    Caller caller = Caller.of(authentication.getAttributes());
    Scope.requireCity(caller);
    int where = (int) number("partition", partition, Integer.MAX_VALUE);
    long at = number("offset", offset, Long.MAX_VALUE);
    RetryOutcome outcome = available(() -> letters.retry(topic, where, at, caller.subject()));
    outcome
        .problem()
        .ifPresent(
            problem -> {
              throw new ProblemException(problem);
            });
    return json(LetterRetry.of(outcome));
  }

  private HttpResponse<byte[]> json(Object answer) {
    return HttpResponse.ok(mapper.writeValueAsBytes(answer))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  private static long number(String field, String text, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= -most && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw ProblemException.invalid(field, "has a value of the wrong form");
    }
    throw ProblemException.invalid(field, "has a value of the wrong form");
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
