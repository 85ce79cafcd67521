package muster.notification.stream;

import java.util.ArrayList;
import java.util.List;
import muster.contracts.dispatch.DispatchEvent;
import muster.notification.stream.AddressedEvent.Addressee;

/** What brings somebody up to date on a task that is open. */
final class OpenTaskFrames {
  private OpenTaskFrames() {}

  /**
   * Without positions: a client that is lost in between starts over with what is open then.
   *
   * @param comes whoever is brought up to date comes, and is told what was said to those who do
   */
  static List<Frame> of(Frames frames, AlertBoard.OpenTask open, boolean comes) {
    List<AddressedEvent> history = new ArrayList<>();
    history.add(open.offer());
    if (open.reckoned() != null) {
      history.add(open.reckoned());
    }
    history.addAll(open.answers());
    if (open.latest() != null) {
      history.add(open.latest());
    }
    open.messages().stream()
        .filter(message -> comes || !isToWhoComes(message))
        .forEach(history::add);
    return frames(frames, open, history);
  }

  /** Alone. */
  static List<Frame> messagesToWhoComes(Frames frames, AlertBoard.OpenTask open) {
    return frames(
        frames, open, open.messages().stream().filter(OpenTaskFrames::isToWhoComes).toList());
  }

  private static boolean isToWhoComes(AddressedEvent message) {
    return message.event() instanceof DispatchEvent.MessageSent sent
        && Boolean.TRUE.equals(sent.forWhoComes());
  }

  private static List<Frame> frames(
      Frames frames, AlertBoard.OpenTask open, List<AddressedEvent> history) {
    Addressee addressee = new Addressee(open.task().teamId(), open.task().taskId());
    return history.stream()
        .map(addressed -> frames.personal(addressed, open.alert(), addressee))
        .toList();
  }
}
