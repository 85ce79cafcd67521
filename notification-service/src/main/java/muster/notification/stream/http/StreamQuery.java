package muster.notification.stream.http;

import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import muster.apiedge.ProblemException;
import muster.contracts.EventCodec;
import muster.contracts.Topics;
import muster.contracts.access.Caller;
import muster.contracts.dispatch.AlertReference;
import muster.contracts.notification.DeskEvent;
import muster.contracts.place.JurisdictionCode;
import muster.contracts.problem.Problem;
import muster.contracts.problem.ProblemType;
import muster.contracts.time.TimeRange;
import muster.notification.http.KnownParameters;
import muster.notification.stream.CatchUp.Start;
import muster.notification.stream.StreamPosition;
import muster.notification.stream.StreamTopic;
import muster.notification.stream.Viewer;

/** What a request for a stream asks for; everything in it is checked here. */
final class StreamQuery {
  static final String LAST_EVENT_ID_PARAMETER = "lastEventId";
  private static final String LAST_EVENT_ID_HEADER = "Last-Event-ID";
  private static final int MAX_TYPES = 20;
  private static final String DESKS = Topics.Name.NOTIFICATION_DESKS;
  private static final String TOPICS =
      Stream.concat(
              Arrays.stream(StreamTopic.values()).map(StreamTopic::topicName), Stream.of(DESKS))
          .collect(Collectors.joining(", "));

  /** Of all frames that tell something: a type that none of them has would wait for ever. */
  private static final List<String> NAMES =
      Stream.concat(
              Arrays.stream(StreamTopic.values()).flatMap(StreamTopic::typeNames),
              EventCodec.recordsOf(DeskEvent.class).map(EventCodec::nameOf))
          .sorted()
          .toList();

  private final HttpRequest<?> request;

  /**
   * @param known names of the parameters that this stream takes
   */
  StreamQuery(HttpRequest<?> request, Set<String> known) {
    KnownParameters.require(request, known);
    this.request = request;
  }

  /** A volunteer's stream begins with what is open, or behind what the client has. */
  Start personalStart() {
    return lastEventId().orElseGet(Start.Now::new);
  }

  /**
   * A browser keeps the address when it comes back, so with both given the last event id wins over
   * {@code from}.
   */
  Start operatorStart() {
    return lastEventId().or(this::from).orElseGet(Start.Now::new);
  }

  Viewer.Operator operator(Caller caller) {
    JurisdictionCode scope =
        caller.scope().orElseThrow(() -> new ProblemException(ProblemType.OUT_OF_SCOPE));
    Optional<JurisdictionCode> jurisdiction = jurisdiction();
    if (jurisdiction.isPresent() && !scope.covers(jurisdiction.get())) {
      throw new ProblemException(Problem.outOfScope(jurisdiction.get().value()));
    }
    List<String> topics = several("topic");
    return new Viewer.Operator(
        caller.subject(),
        scope,
        topics(topics),
        topics.isEmpty() || topics.contains(DESKS),
        types(),
        jurisdiction,
        alert());
  }

  private Optional<Start> lastEventId() {
    List<String> headers = request.getHeaders().getAll(LAST_EVENT_ID_HEADER);
    if (headers.size() > 1) {
      throw ProblemException.invalid(LAST_EVENT_ID_HEADER, "must be given once");
    }
    Optional<String> header = headers.stream().findFirst().filter(text -> !text.isEmpty());
    if (header.isPresent()) {
      return Optional.of(after(LAST_EVENT_ID_HEADER, header.get()));
    }
    // A client that has nothing yet may send it empty, as with the header.
    return single(LAST_EVENT_ID_PARAMETER)
        .filter(text -> !text.isEmpty())
        .map(text -> after(LAST_EVENT_ID_PARAMETER, text));
  }

  private static Start after(String field, String text) {
    return StreamPosition.parse(text, Topics.PARTITIONS)
        .map(Start.After::new)
        .orElseThrow(
            () -> ProblemException.invalid(field, "is not a position that this service has given"));
  }

  private Optional<Start> from() {
    return single("from")
        .map(
            text -> {
              Instant time;
              try {
                time = Instant.parse(text);
              } catch (DateTimeParseException e) {
                throw ProblemException.invalid(
                    "from", "must be a time in ISO 8601 with zone, such as 2022-03-12T08:00:00Z");
              }
              if (!TimeRange.contains(time)) {
                throw ProblemException.invalid("from", TimeRange.OUTSIDE);
              }
              return new Start.Since(time);
            });
  }

  private Optional<JurisdictionCode> jurisdiction() {
    return single("jurisdiction")
        .map(
            text -> {
              try {
                return new JurisdictionCode(text);
              } catch (IllegalArgumentException e) {
                throw ProblemException.invalid("jurisdiction", String.valueOf(e.getMessage()));
              }
            });
  }

  private Optional<AlertReference> alert() {
    return single("alertId")
        .map(
            text -> {
              try {
                return AlertReference.of(text);
              } catch (IllegalArgumentException e) {
                throw ProblemException.invalid("alertId", AlertReference.MESSAGE);
              }
            });
  }

  private static Set<StreamTopic> topics(List<String> names) {
    if (names.isEmpty()) {
      return EnumSet.allOf(StreamTopic.class);
    }
    Set<StreamTopic> topics = EnumSet.noneOf(StreamTopic.class);
    for (String name : names) {
      if (!name.equals(DESKS)) {
        topics.add(
            StreamTopic.findByName(name)
                .orElseThrow(() -> ProblemException.invalid("topic", "must be of " + TOPICS)));
      }
    }
    return topics;
  }

  private List<String> types() {
    List<String> types = several("type");
    if (types.size() > MAX_TYPES) {
      throw ProblemException.invalid("type", "may have " + MAX_TYPES + " values at most");
    }
    for (String type : types) {
      if (type.isEmpty() || NAMES.stream().noneMatch(name -> name.startsWith(type))) {
        throw ProblemException.invalid(
            "type",
            "must be the name of an event or its beginning, of " + String.join(", ", NAMES));
      }
    }
    return types;
  }

  private List<String> several(String name) {
    return request.getParameters().getAll(name).stream()
        .flatMap(values -> Arrays.stream(values.split(",", -1)))
        .toList();
  }

  private Optional<String> single(String name) {
    return KnownParameters.single(request, name);
  }
}
