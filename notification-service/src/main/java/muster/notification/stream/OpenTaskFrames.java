package muster.notification.stream;

import java.util.ArrayList;
import java.util.List;
import muster.notification.stream.AddressedEvent.Addressee;

/** What brings somebody up to date on a task that is open. */
final class OpenTaskFrames {
  private OpenTaskFrames() {}

  /** Without positions: a client that is lost in between starts over with what is open then. */
  static List<Frame> of(Frames frames, AlertBoard.OpenTask open) {
    Addressee addressee = new Addressee(open.task().teamId(), open.task().taskId());
    List<AddressedEvent> history = new ArrayList<>();
    history.add(open.offer());
    history.addAll(open.answers());
    if (open.latest() != null) {
      history.add(open.latest());
    }
    history.addAll(open.messages());
    return history.stream()
        .map(addressed -> frames.personal(addressed, open.alert(), addressee))
        .toList();
  }
}
