package muster.notification.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import muster.contracts.dispatch.DispatchEvent;
import muster.contracts.dispatch.DispatchEvent.MemberAnswered;
import muster.contracts.dispatch.DispatchEvent.TaskEvent;
import muster.contracts.dispatch.DispatchEvent.TaskStoodDown;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/** One team's part in an alert, as far as it decides who is told of what. */
final class TaskOnBoard {
  enum State {
    OFFERED,
    ACKNOWLEDGED,
    STANDBY,
    EN_ROUTE,
    ON_SCENE,
    COMPLETED,
    DECLINED,
    WITHDRAWN,
    UNREACHED,
    STOOD_DOWN,
    /** Stood down, released with thanks, or passed on, because the alert itself ended. */
    ENDED_WITH_ALERT
  }

  /** That a member who comes later is told. */
  private static final int MESSAGES = 20;

  final UUID alertId;
  final UUID taskId;
  final String teamId;
  private State state = State.OFFERED;
  private int call = 1;
  private @Nullable JurisdictionCode calledFrom;
  private @Nullable AddressedEvent offer;
  private @Nullable AddressedEvent reckoned;
  private @Nullable AddressedEvent latest;
  private final Map<String, AddressedEvent> answers = new LinkedHashMap<>(2);
  private final Deque<AddressedEvent> messages = new ArrayDeque<>(1);

  TaskOnBoard(UUID alertId, UUID taskId, String teamId) {
    this.alertId = alertId;
    this.taskId = taskId;
    this.teamId = teamId;
  }

  State state() {
    return state;
  }

  /** How many times the team has been called by now, from 1. */
  int call() {
    return call;
  }

  /** Where the team belongs, if that is outside the alert's jurisdiction. */
  @Nullable JurisdictionCode calledFrom() {
    return calledFrom;
  }

  void calledFrom(@Nullable JurisdictionCode jurisdiction) {
    calledFrom = jurisdiction;
  }

  /** The team can still do something with the task, or is doing it. */
  boolean open() {
    return switch (state) {
      case OFFERED, ACKNOWLEDGED, STANDBY, EN_ROUTE, ON_SCENE, UNREACHED -> true;
      case COMPLETED, DECLINED, WITHDRAWN, STOOD_DOWN, ENDED_WITH_ALERT -> false;
    };
  }

  /** The team has a part in the alert and is told what becomes of it. */
  boolean concerned() {
    return open() || state == State.COMPLETED || state == State.ENDED_WITH_ALERT;
  }

  @Nullable AddressedEvent offer() {
    return offer;
  }

  /** How far the team is since the alert turned out to be elsewhere; null when it did not. */
  @Nullable AddressedEvent reckoned() {
    return reckoned;
  }

  /** The event that made the task what it is now; null when that is the offer. */
  @Nullable AddressedEvent latest() {
    return latest;
  }

  /** The last answer of each member since the offer, oldest first. */
  List<AddressedEvent> answers() {
    return List.copyOf(answers.values());
  }

  /** Those who come; all of the team as long as no member has said so, or is known to have. */
  AddressedEvent.Addressee comers() {
    Set<String> comers = new HashSet<>();
    if (offer != null && offer.event() instanceof DispatchEvent.TaskTakenOver taken) {
      taken.members().stream()
          .filter(member -> member.answer() == MemberAnswered.Answer.COMES)
          .forEach(member -> comers.add(member.volunteerId()));
    }
    for (AddressedEvent answer : answers.values()) {
      if (answer.event() instanceof MemberAnswered said) {
        if (said.answer() == MemberAnswered.Answer.COMES) {
          comers.add(said.volunteerId());
        } else {
          comers.remove(said.volunteerId());
        }
      }
    }
    return new AddressedEvent.Addressee(teamId, taskId, comers.isEmpty() ? null : comers);
  }

  /** The last messages to the team since the offer, oldest first. */
  List<AddressedEvent> messages() {
    return List.copyOf(messages);
  }

  void evolve(TaskEvent event) {
    if (event instanceof DispatchEvent.TaskOffered offered) {
      call = offered.callNumber();
    }
    state =
        switch (event) {
          case DispatchEvent.TaskOffered e -> State.OFFERED;
          case DispatchEvent.TaskReached e -> state;
          case DispatchEvent.TaskReckoned e -> state;
          case DispatchEvent.TaskReachedAgain e -> State.OFFERED;
          case DispatchEvent.TaskUnreached e -> State.UNREACHED;
          case DispatchEvent.MemberAnswered e -> state;
          case DispatchEvent.MemberLeft e -> state;
          case DispatchEvent.TaskAcknowledged e -> State.ACKNOWLEDGED;
          case DispatchEvent.TaskPutOnStandby e -> State.STANDBY;
          case DispatchEvent.TaskPromoted e -> State.ACKNOWLEDGED;
          case DispatchEvent.TaskDeclined e -> State.DECLINED;
          case DispatchEvent.TaskWithdrawn e -> State.WITHDRAWN;
          case DispatchEvent.TaskWithdrawnV2 e -> State.WITHDRAWN;
          case DispatchEvent.TaskUnstaffed e -> state;
          case DispatchEvent.TaskStaffedAgain e -> state;
          case DispatchEvent.TaskReminded e -> state;
          case DispatchEvent.TaskEnRoute e -> State.EN_ROUTE;
          case DispatchEvent.TaskOnScene e -> State.ON_SCENE;
          case DispatchEvent.TaskCompleted e -> State.COMPLETED;
          case DispatchEvent.TaskStoodDownV2 e ->
              switch (e.cause()) {
                case COVERED, BY_HAND -> State.STOOD_DOWN;
                case RESOLVED, CANCELLED, EXPIRED, MERGED -> State.ENDED_WITH_ALERT;
              };
          case DispatchEvent.TaskTakenOver e ->
              switch (e.standing()) {
                case ACKNOWLEDGED -> State.ACKNOWLEDGED;
                case STANDBY -> State.STANDBY;
                case EN_ROUTE -> State.EN_ROUTE;
                case ON_SCENE -> State.ON_SCENE;
              };
          case DispatchEvent.TaskPassedOn e -> State.ENDED_WITH_ALERT;
          case DispatchEvent.TaskReleased e -> State.ENDED_WITH_ALERT;
          case DispatchEvent.TaskHelpAsked e -> state;
          case DispatchEvent.TaskHelpAcknowledged e -> state;
          case DispatchEvent.TaskTelephoned e -> state;
          case DispatchEvent.TaskAnsweredLate e -> state;
          case DispatchEvent.TaskStoodDown e ->
              e.cause() == TaskStoodDown.Cause.COVERED ? State.STOOD_DOWN : State.ENDED_WITH_ALERT;
        };
  }

  /** Its alert has begun again: this team has no part in that until it is called. */
  void reopen() {
    state = State.STOOD_DOWN;
  }

  void rememberMessage(AddressedEvent message) {
    if (messages.size() == MESSAGES) {
      messages.removeFirst();
    }
    messages.addLast(message);
  }

  /** Keeps what a member who comes later has to be told. */
  void remember(AddressedEvent addressed) {
    if (addressed.event() instanceof DispatchEvent.TaskOffered
        || addressed.event() instanceof DispatchEvent.TaskTakenOver) {
      offer = addressed;
      reckoned = null;
      latest = null;
      answers.clear();
      messages.clear();
    } else if (addressed.event() instanceof DispatchEvent.TaskReckoned) {
      reckoned = addressed;
    } else if (addressed.event() instanceof DispatchEvent.MemberAnswered answered) {
      // Taken out first, so that they stay in the order in which they were given.
      answers.remove(answered.volunteerId());
      answers.put(answered.volunteerId(), addressed);
    } else if (addressed.event() instanceof DispatchEvent.MemberLeft left) {
      answers.remove(left.volunteerId());
    } else if (!(addressed.event() instanceof DispatchEvent.TaskReached
        || addressed.event() instanceof DispatchEvent.TaskUnstaffed
        || addressed.event() instanceof DispatchEvent.TaskStaffedAgain
        || addressed.event() instanceof DispatchEvent.TaskReminded
        || addressed.event() instanceof DispatchEvent.TaskHelpAsked
        || addressed.event() instanceof DispatchEvent.TaskHelpAcknowledged
        || addressed.event() instanceof DispatchEvent.TaskTelephoned
        || addressed.event() instanceof DispatchEvent.TaskAnsweredLate)) {
      latest = addressed;
    }
  }
}
