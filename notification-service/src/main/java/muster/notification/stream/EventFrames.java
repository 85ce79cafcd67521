package muster.notification.stream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import muster.notification.stream.AddressedEvent.Addressee;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one event, each written once for all who get the same. For one thread.
 *
 * <p>Somebody in two teams gets two frames of one event, and so does an operator whom it makes a
 * guest of its alert. Only the last of them carries the position: whoever loses the connection
 * between the two gets both again, and never misses one.
 */
final class EventFrames {
  private enum Form {
    PERSONAL,
    OPERATIONAL,
    FOR_GUESTS,
    SNAPSHOT
  }

  private record Key(Form form, @Nullable Addressee addressee, List<String> teams) {
    Key(Form form) {
      this(form, null, List.of());
    }
  }

  private record Place(Frame frame, StreamPosition position) {}

  private final Frames frames;
  private final StreamedEvent event;
  private final Map<Key, Frame> written = new HashMap<>(4);
  private final Map<Place, Frame> located = new HashMap<>(4);

  EventFrames(Frames frames, StreamedEvent event) {
    this.frames = frames;
    this.event = event;
  }

  /**
   * What a viewer gets whom the event concerns, without where to go on.
   *
   * @param mine the viewer's own teams among the addressees; of no meaning for an operator
   */
  List<Frame> framesFor(Viewer viewer, List<Addressee> mine) {
    return switch (viewer) {
      case Viewer.Operator operator ->
          switch (event) {
            case AddressedEvent addressed ->
                switch (operator.sight(addressed)) {
                  case NOTHING -> List.of();
                  case ALL -> List.of(operational(addressed));
                  case AS_GUEST -> List.of(forGuests(addressed));
                  case FIRST_AS_GUEST -> List.of(snapshot(addressed), forGuests(addressed));
                  case SNAPSHOT_ALONE -> List.of(snapshot(addressed));
                };
            case ReportedEvent reported ->
                List.of(
                    written.computeIfAbsent(
                        new Key(Form.OPERATIONAL), key -> frames.reported(reported)));
            case RegistryEvent registry -> List.of(registered(registry, operator));
            case DeskAlarm alarm ->
                List.of(
                    written.computeIfAbsent(
                        new Key(Form.OPERATIONAL), key -> frames.alarmed(alarm)));
          };
      case Viewer.Member _ ->
          event instanceof AddressedEvent addressed ? personal(addressed, mine) : List.of();
    };
  }

  /**
   * The same frames, the last one with the place to go on from.
   *
   * @param all that {@link #framesFor} has given
   */
  List<Frame> locate(List<Frame> all, StreamPosition position) {
    if (all.isEmpty()) {
      return all;
    }
    Frame last =
        located.computeIfAbsent(
            new Place(all.getLast(), position),
            place -> frames.located(place.frame(), place.position()));
    if (all.size() == 1) {
      return List.of(last);
    }
    List<Frame> these = new ArrayList<>(all.subList(0, all.size() - 1));
    these.add(last);
    return these;
  }

  private Frame operational(AddressedEvent addressed) {
    return written.computeIfAbsent(
        new Key(Form.OPERATIONAL), key -> frames.operational(addressed, false));
  }

  private Frame forGuests(AddressedEvent addressed) {
    return written.computeIfAbsent(
        new Key(Form.FOR_GUESTS), key -> frames.operational(addressed, true));
  }

  private Frame snapshot(AddressedEvent addressed) {
    return written.computeIfAbsent(new Key(Form.SNAPSHOT), key -> frames.snapshot(addressed));
  }

  private Frame registered(RegistryEvent registry, Viewer.Operator operator) {
    return written.computeIfAbsent(
        new Key(Form.OPERATIONAL, null, operator.teamsOf(registry)),
        key -> frames.registered(registry, key.teams()));
  }

  private List<Frame> personal(AddressedEvent addressed, List<Addressee> mine) {
    return mine.stream()
        .map(
            addressee ->
                written.computeIfAbsent(
                    new Key(Form.PERSONAL, addressee, List.of()),
                    key -> frames.personal(addressed, addressed.alert(), addressee)))
        .toList();
  }
}
