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

  private record Key(Form form, @Nullable Addressee addressee, @Nullable Position id) {}

  private final Frames frames;
  private final AddressedEvent addressed;
  private final Map<Key, Frame> written = new HashMap<>(4);

  EventFrames(Frames frames, AddressedEvent addressed) {
    this.frames = frames;
    this.addressed = addressed;
  }

  /**
   * What a viewer gets whom the event concerns.
   *
   * @param mine the viewer's own teams among the addressees; of no meaning for an operator
   * @param position from where to go on after all frames of this event
   */
  List<Frame> framesFor(Viewer viewer, List<Addressee> mine, Position position) {
    return switch (viewer) {
      case Viewer.Operator operator ->
          switch (operator.sight(addressed)) {
            case NOTHING -> List.of();
            case ALL -> List.of(operational(position));
            case AS_GUEST -> List.of(forGuests(position));
            case FIRST_AS_GUEST -> List.of(snapshot(null), forGuests(position));
            case SNAPSHOT_ALONE -> List.of(snapshot(position));
          };
      case Viewer.Member member -> personal(mine, position);
    };
  }

  private Frame operational(Position position) {
    return written.computeIfAbsent(
        new Key(Form.OPERATIONAL, null, position),
        key -> frames.operational(addressed, false, position));
  }

  private Frame forGuests(Position position) {
    return written.computeIfAbsent(
        new Key(Form.FOR_GUESTS, null, position),
        key -> frames.operational(addressed, true, position));
  }

  private Frame snapshot(@Nullable Position position) {
    return written.computeIfAbsent(
        new Key(Form.SNAPSHOT, null, position), key -> frames.snapshot(addressed, position));
  }

  private List<Frame> personal(List<Addressee> mine, Position position) {
    List<Frame> all = new ArrayList<>(mine.size());
    for (int i = 0; i < mine.size(); i++) {
      Addressee addressee = mine.get(i);
      @Nullable Position id = i == mine.size() - 1 ? position : null;
      all.add(
          written.computeIfAbsent(
              new Key(Form.PERSONAL, addressee, id),
              key -> frames.personal(addressed, addressed.alert(), addressee, id)));
    }
    return all;
  }
}
