package muster.notification.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a stream stands: a {@link Position} in each topic that it tells of. A member's stream knows
 * {@code dispatch.events} alone, a desk's all of {@link StreamTopic}.
 *
 * <p>On the wire: the positions joined by {@code ~}, in the order of the topics. Those at the end
 * may be missing, so a position from before there were more topics than one is a position in {@code
 * dispatch.events}.
 */
public final class StreamPosition {
  private static final String BETWEEN = "~";

  private final List<Position> places;

  private StreamPosition(List<Position> places) {
    this.places = List.copyOf(places);
  }

  /**
   * @param places in the order of {@link StreamTopic}, at least the first
   */
  public static StreamPosition of(Position... places) {
    return of(Arrays.asList(places));
  }

  static StreamPosition of(List<Position> places) {
    if (places.isEmpty() || places.size() > StreamTopic.values().length) {
      throw new IllegalArgumentException(places.size() + " positions");
    }
    return new StreamPosition(places);
  }

  /** Empty when the text is not a position over topics of this many partitions. */
  public static Optional<StreamPosition> parse(String text, int partitions) {
    int topics = StreamTopic.values().length;
    String[] parts = text.split(BETWEEN, topics + 1);
    if (parts.length > topics) {
      return Optional.empty();
    }
    List<Position> places = new ArrayList<>(parts.length);
    for (String part : parts) {
      Optional<Position> place = Position.parse(part, partitions);
      if (place.isEmpty()) {
        return Optional.empty();
      }
      places.add(place.get());
    }
    return Optional.of(new StreamPosition(places));
  }

  /** Those that it says something of. */
  public List<StreamTopic> topics() {
    return List.of(StreamTopic.values()).subList(0, places.size());
  }

  public Optional<Position> find(StreamTopic topic) {
    return topic.ordinal() < places.size()
        ? Optional.of(places.get(topic.ordinal()))
        : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException if it says nothing of this topic
   */
  public Position in(StreamTopic topic) {
    return find(topic).orElseThrow(() -> new IllegalArgumentException("nothing of " + topic));
  }

  /** The same, but in this topic. */
  public StreamPosition with(StreamTopic topic, Position place) {
    Position known = in(topic);
    if (known.equals(place)) {
      return this;
    }
    List<Position> changed = new ArrayList<>(places);
    changed.set(topic.ordinal(), place);
    return new StreamPosition(changed);
  }

  /** The place after the given record; never before this one. */
  StreamPosition after(StreamedEvent event) {
    LogRecord record = event.record();
    return with(event.topic(), in(event.topic()).after(record.partition(), record.offset()));
  }

  /** True for an event that stands before this place. */
  boolean isPast(StreamedEvent event) {
    LogRecord record = event.record();
    return record.offset() < in(event.topic()).next(record.partition());
  }

  /** The later of the two, in each topic that this one says something of. */
  StreamPosition orLater(StreamPosition other) {
    List<Position> later = new ArrayList<>(places.size());
    boolean same = true;
    for (int i = 0; i < places.size(); i++) {
      Position own = places.get(i);
      boolean reached = i >= other.places.size() || own.reaches(other.places.get(i));
      later.add(reached ? own : own.orLater(other.places.get(i)));
      same &= reached;
    }
    return same ? this : new StreamPosition(later);
  }

  /** With what the other one says of the topics that this one says nothing of. */
  StreamPosition completedBy(StreamPosition other) {
    if (places.size() >= other.places.size()) {
      return this;
    }
    List<Position> all = new ArrayList<>(places);
    all.addAll(other.places.subList(places.size(), other.places.size()));
    return new StreamPosition(all);
  }

  /** What is left of it for a stream that tells of nothing else. */
  StreamPosition ofDispatchAlone() {
    return places.size() == 1 ? this : new StreamPosition(places.subList(0, 1));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof StreamPosition other && places.equals(other.places);
  }

  @Override
  public int hashCode() {
    return places.hashCode();
  }

  /** The form on the wire. */
  @Override
  public String toString() {
    return places.stream().map(Position::toString).collect(Collectors.joining(BETWEEN));
  }
}
