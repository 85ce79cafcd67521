package muster.notification.stream;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.TaskOffered;

/**
 * Takes each event once and hands it to the streams that it is for. The work per event is a look-up
 * by team and account, one frame for all who get the same, and for each stream a place in its
 * queue: nothing in here waits for a reader. Each topic has a thread that brings its events.
 *
 * <p>Who gets an event is decided in the moment in which it enters {@link RecentEvents}; its frames
 * are written after that, under no lock. The lock in here is for what frames and heartbeats say of
 * where the stream is, in all topics: neither may overtake an event that is about to be sent.
 */
public final class Distribution implements MembershipListener {
  private record Delivery(OpenStream stream, EventFrames event, List<Frame> frames) {}

  private final RecentEvents recent;
  private final LiveStreams live;
  private final Frames frames;
  private final Consumer<TaskOffered> handed;
  private final ReentrantLock sending = new ReentrantLock();

  /** Up to here every event is with the streams that were live when it came in. */
  private StreamPosition sent;

  /**
   * @param handed is told of an offer once for each phone whose stream it is in now
   */
  public Distribution(
      RecentEvents recent, LiveStreams live, Frames frames, Consumer<TaskOffered> handed) {
    this.recent = recent;
    this.live = live;
    this.frames = frames;
    this.handed = handed;
    this.sent = recent.end();
  }

  /**
   * Where the reading of a topic begins. Like all that follows from reading, by that topic's one
   * thread.
   */
  public void begin(StreamTopic topic, Position position) {
    recent.begin(topic, position);
    send(List.of(), topic, position);
  }

  public void accept(LogRecord record) {
    RecentEvents.Arrival arrival = recent.accept(record, live::recipientsOf);
    send(deliveries(arrival), arrival.topic(), arrival.end());
    if (arrival.event().orElse(null) instanceof AddressedEvent addressed) {
      switch (addressed.event()) {
        case DispatchEvent.MemberAnswered answered
            when answered.answer() == DispatchEvent.MemberAnswered.Answer.COMES ->
            live.listStreamsOf(answered.teamId(), answered.volunteerId())
                .forEach(stream -> tellComer(stream, answered));
        case TaskOffered offered ->
            arrival.recipients().stream()
                .filter(recipient -> recipient.stream().viewer() instanceof Viewer.Member)
                .forEach(phone -> handed.accept(offered));
        default -> {}
      }
    }
  }

  /** A record that says nothing to anybody. */
  public void passOver(StreamTopic topic, int partition, long offset) {
    send(List.of(), topic, recent.passOver(topic, partition, offset));
  }

  /** A live stream's heartbeat says where it is; one that catches up does not know yet. */
  void heartbeat(Collection<OpenStream> streams) {
    Frame catchingUp = frames.heartbeat(null);
    sending.lock();
    try {
      Map<StreamPosition, Frame> upToDate = new HashMap<>(4);
      for (OpenStream stream : streams) {
        if (!live.contains(stream)) {
          stream.offer(catchingUp);
          continue;
        }
        if (!stream.offer(upToDate.computeIfAbsent(stream.atLeast(sent), frames::heartbeat))) {
          cutOff(stream);
        }
      }
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void joined(String account, String teamId) {
    live.listStreamsOf(account).forEach(stream -> tellJoined(stream, teamId));
  }

  @Override
  public void left(String account, String teamId) {
    live.listStreamsOf(account).forEach(stream -> tellLeft(stream, teamId));
  }

  /**
   * What is open for the team, to the live stream of somebody who is in it now. Looked up and
   * handed over in one step: an event that ends a task comes before, and the task is not told, or
   * after it.
   */
  void tellJoined(OpenStream stream, String teamId) {
    sending.lock();
    try {
      for (AlertBoard.OpenTask open : recent.listOpenTasks(List.of(teamId))) {
        boolean comes = live.isFor(stream.viewer().account(), open.comers());
        offer(stream, OpenTaskFrames.of(frames, open, comes));
      }
    } finally {
      sending.unlock();
    }
  }

  /** What was said to those who come before this member did. */
  private void tellComer(OpenStream stream, DispatchEvent.MemberAnswered answered) {
    sending.lock();
    try {
      for (AlertBoard.OpenTask open : recent.listOpenTasks(List.of(answered.teamId()))) {
        if (open.task().taskId().equals(answered.taskId())) {
          offer(stream, OpenTaskFrames.messagesToWhoComes(frames, open));
        }
      }
    } finally {
      sending.unlock();
    }
  }

  void tellLeft(OpenStream stream, String teamId) {
    sending.lock();
    try {
      offer(stream, List.of(frames.left(teamId, recent.listOpenTasks(List.of(teamId)))));
    } finally {
      sending.unlock();
    }
  }

  private List<Delivery> deliveries(RecentEvents.Arrival arrival) {
    if (arrival.event().isEmpty() || arrival.recipients().isEmpty()) {
      return List.of();
    }
    StreamedEvent event = arrival.event().get();
    EventFrames ofEvent = new EventFrames(frames, event);
    List<Delivery> deliveries = new ArrayList<>(arrival.recipients().size());
    for (LiveStreams.Recipient recipient : arrival.recipients()) {
      OpenStream stream = recipient.stream();
      if (!stream.hasBeenTold(event)) {
        deliveries.add(
            new Delivery(
                stream, ofEvent, ofEvent.framesFor(stream.viewer(), recipient.addressees())));
      }
    }
    return deliveries;
  }

  private void send(List<Delivery> deliveries, StreamTopic topic, Position end) {
    sending.lock();
    try {
      StreamPosition after = sent.with(topic, end);
      for (Delivery delivery : deliveries) {
        OpenStream stream = delivery.stream();
        offer(stream, delivery.event().locate(delivery.frames(), stream.atLeast(after)));
      }
      sent = after;
    } finally {
      sending.unlock();
    }
  }

  private void offer(OpenStream stream, List<Frame> all) {
    for (Frame frame : all) {
      if (!stream.offer(frame)) {
        cutOff(stream);
        return;
      }
    }
  }

  private void cutOff(OpenStream stream) {
    stream.end(StreamEnd.TOO_SLOW, null);
    live.remove(stream);
  }
}
