package muster.notification.stream.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.netty.channel.Channel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import muster.apiedge.ProblemException;
import muster.apiedge.token.TokenCheck;
import muster.contracts.access.Caller;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.notification.http.RefusedByTheEdge;
import muster.notification.receipts.command.ReceiptWriter;
import muster.notification.stream.CatchUp;
import muster.notification.stream.Frame;
import muster.notification.stream.OpenStream;
import muster.notification.stream.OpenStreams;
import muster.notification.stream.Viewer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens streams. */
@Controller("/api/stream")
@ExecuteOn(TaskExecutors.BLOCKING)
@SecurityRequirement(name = "bearer")
@RefusedByTheEdge
@Tag(name = "Streams")
class StreamController {
  private static final Logger LOG = LoggerFactory.getLogger(StreamController.class);
  private static final Set<String> PERSONAL = Set.of(StreamQuery.LAST_EVENT_ID_PARAMETER);
  private static final Set<String> OPERATIONAL =
      Set.of(
          "topic", "type", "jurisdiction", "alertId", "from", StreamQuery.LAST_EVENT_ID_PARAMETER);

  private final OpenStreams streams;
  private final CatchUp catchUp;
  private final ReceiptWriter receipts;
  private final StreamHealth health;
  private final Clock clock;

  StreamController(
      OpenStreams streams,
      CatchUp catchUp,
      ReceiptWriter receipts,
      StreamHealth health,
      Clock clock) {
    this.streams = streams;
    this.catchUp = catchUp;
    this.receipts = receipts;
    this.health = health;
    this.clock = clock;
  }

  // A HEAD request would open a stream that nobody ever reads.
  @Get(value = "/me", headRoute = false)
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @Secured({"volunteer", "captain"})
  @Operation(
      summary = "The tasks of the caller's teams, live",
      description =
          "Server-sent events. First what is open right now, also with Last-Event-ID, then every"
              + " event that concerns a task of the caller's teams; with Last-Event-ID those that"
              + " were missed, too. Whoever comes to a team gets what is open for it; whoever leaves"
              + " one gets team.left.v1 (teamId, and as tasks its open ones). Whoever"
              + " gets task.offered.v1 confirms it with POST /api/receipts: a team from which no"
              + " device confirms in time counts as unreached, and another may be called in its"
              + " place. A frame's id is where to resume; its event is the event's name; its data is one line of JSON:"
              + " type, at, eventId, alertId, taskId, teamId, event (the event itself, as"
              + " docs/events.md has it) and alert (at that moment: number, exercise, category,"
              + " jurisdiction, details, status). Lines that begin with a colon keep the connection"
              + " alive. The"
              + " whole form: docs/streams.md.",
      parameters = {
        @Parameter(
            name = "Last-Event-ID",
            in = ParameterIn.HEADER,
            description = "Position to resume after; it wins over lastEventId",
            schema = @Schema(implementation = String.class)),
        @Parameter(
            name = "lastEventId",
            in = ParameterIn.QUERY,
            description = "As Last-Event-ID, for clients that can't set headers",
            schema = @Schema(implementation = String.class))
      })
  @ApiResponse(
      responseCode = "200",
      description = "The stream",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM,
              schema = @Schema(implementation = String.class),
              examples = @ExampleObject(name = "offer", value = StreamExamples.OFFER)))
  HttpResponse<StreamResponse> me(
      @Parameter(hidden = true) HttpRequest<?> request,
      @Parameter(hidden = true) Authentication authentication) {
    Caller caller = Caller.of(authentication.getAttributes());
    StreamQuery query = new StreamQuery(request, PERSONAL);
    return open(
        request, authentication, new Viewer.Member(caller.subject()), query.personalStart());
  }

  @Get(value = "/events", headRoute = false)
  @Produces(MediaType.TEXT_EVENT_STREAM)
  @Secured({"operator", "dispatcher", "officer"})
  @Operation(
      summary = "All events in the caller's jurisdiction, live",
      description =
          "Server-sent events of alerts, reports, teams, volunteers and jurisdictions. Replay from a"
              + " time with from, or after a position with Last-Event-ID, then live without a gap. A"
              + " frame's id is where to resume, in all three topics; its event is the event's name;"
              + " its data is one line of JSON: type, at, eventId, topic, key (the id of the alert,"
              + " report, team, volunteer or jurisdiction), version (grows by one with each event"
              + " of it; where a snapshot's row has a version, the event is newer than the row"
              + " exactly if its version is greater), alertId, number, exercise, alarm,"
              + " jurisdiction, category and event (the event itself, as docs/events.md has it), and"
              + " guest: true where an alert elsewhere has called a team of the jurisdiction: then"
              + " first alert.snapshot.v1, and from there what becomes of the alert and of the own"
              + " teams. Of who goes on or off duty only the teams are told: no key, no version, and"
              + " as the event at and teams. Who sits at which desk"
              + " comes as desk.changed.v1 and desk.gone.v1, without id and version, and not with an"
              + " alertId. A token that runs out ends the stream with the comment"
              + " token-expired: come back with a new one and the last position. The whole form:"
              + " docs/streams.md.",
      parameters = {
        @Parameter(
            name = "topic",
            in = ParameterIn.QUERY,
            description =
                "dispatch.events, report.events, volunteer.events, dispatch.alarms or"
                    + " notification.desks; by commas or repeated",
            array = @ArraySchema(schema = @Schema(implementation = String.class))),
        @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            description =
                "Name of an event or its beginning, such as task.; 20 at most, by commas or repeated;"
                    + " 400 where no event has such a name",
            array = @ArraySchema(schema = @Schema(implementation = String.class))),
        @Parameter(
            name = "jurisdiction",
            in = ParameterIn.QUERY,
            description =
                "GB/T 2260 code; it and everything below, and of alerts its teams elsewhere",
            schema = @Schema(implementation = String.class)),
        @Parameter(
            name = "alertId",
            in = ParameterIn.QUERY,
            description =
                "The alert's id, or its number: its events, and those that tie a report to it",
            schema = @Schema(implementation = String.class)),
        @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Replay what was written since",
            schema = @Schema(implementation = Instant.class)),
        @Parameter(
            name = "Last-Event-ID",
            in = ParameterIn.HEADER,
            description =
                "Position to resume after; it wins over lastEventId and from. One of a time when"
                    + " streams told of dispatch.events alone begins now in the other topics",
            schema = @Schema(implementation = String.class)),
        @Parameter(
            name = "lastEventId",
            in = ParameterIn.QUERY,
            description = "As Last-Event-ID, for clients that can't set headers",
            schema = @Schema(implementation = String.class))
      })
  @ApiResponse(
      responseCode = "200",
      description = "The stream",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM,
              schema = @Schema(implementation = String.class),
              examples = @ExampleObject(name = "issued", value = StreamExamples.ISSUED)))
  HttpResponse<StreamResponse> events(
      @Parameter(hidden = true) HttpRequest<?> request,
      @Parameter(hidden = true) Authentication authentication) {
    StreamQuery query = new StreamQuery(request, OPERATIONAL);
    return open(
        request,
        authentication,
        query.operator(Caller.of(authentication.getAttributes())),
        query.operatorStart());
  }

  private HttpResponse<StreamResponse> open(
      HttpRequest<?> request, Authentication authentication, Viewer viewer, CatchUp.Start start) {
    if (!health.readyFor(viewer)) {
      throw new ProblemException(
          Problem.of(
              ProblemType.UNAVAILABLE, "This instance is still reading what it needs to know."));
    }
    CatchUp.Start begin = catchUp.fixed(viewer, start);
    Channel channel = channel(request);
    OpenStream stream =
        streams
            .open(viewer, openUntil(authentication))
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            ProblemType.UNAVAILABLE,
                            "This instance holds as many streams as it can.")));
    Runnable closed = () -> streams.closed(stream);
    // The connection may be gone before the body is ever asked for.
    channel.closeFuture().addListener(future -> closed.run());
    Thread.ofVirtual().name("catch-up").start(() -> catchUp(stream, begin));
    return HttpResponse.ok(
            new StreamResponse(stream, channel, frame -> receipt(frame, viewer), closed))
        .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
        // Proxies that know this header pass each frame on at once.
        .header("X-Accel-Buffering", "no");
  }

  private void catchUp(OpenStream stream, CatchUp.Start start) {
    try {
      catchUp.run(stream, start);
    } catch (InterruptedException e) {
      streams.endBroken(stream);
    } catch (RuntimeException e) {
      LOG.error("A stream could not be brought up to date", e);
      streams.endBroken(stream);
    }
  }

  private void receipt(Frame frame, Viewer viewer) {
    if (frame.offer() != null) {
      receipts.sent(frame.offer(), viewer.account());
    }
  }

  /** A token that counts though its time is over, because clocks differ, counts a moment longer. */
  private Instant openUntil(Authentication authentication) {
    if (!(authentication.getAttributes().get("exp") instanceof Date expiry)) {
      throw new IllegalStateException("a token without an end was taken");
    }
    Instant end = expiry.toInstant();
    return end.isAfter(clock.instant()) ? end : end.plus(TokenCheck.CLOCK_SKEW);
  }

  /** Micronaut has no public way to close a connection whose reader is too slow. */
  private static Channel channel(HttpRequest<?> request) {
    HttpRequest<?> original = request;
    while (original instanceof HttpRequestWrapper<?> wrapper) {
      original = wrapper.getDelegate();
    }
    if (original instanceof NettyHttpRequest<?> netty) {
      return netty.getChannelHandlerContext().channel();
    }
    throw new IllegalStateException("not a request of the Netty server: " + original.getClass());
  }
}
