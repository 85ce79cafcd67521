package muster.dispatch.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import muster.contracts.dispatch.AlarmCondition;
import muster.contracts.dispatch.AlarmEvent;
import muster.contracts.dispatch.AlarmEvent.AlarmAcknowledged;
import muster.contracts.dispatch.AlarmEvent.AlarmGone;
import muster.contracts.dispatch.AlarmEvent.AlarmRaised;
import muster.contracts.dispatch.AlarmEvent.AlarmShelved;
import muster.contracts.dispatch.AlarmEvent.AlarmShelvingEnded;
import muster.contracts.dispatch.AlarmEvent.AlarmSoundedAgain;
import muster.contracts.dispatch.AlarmPriority;
import muster.contracts.place.JurisdictionCode;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as it is now; {@link #after} is what changes it.
 *
 * @param id see {@link AlarmId}
 * @param number what the alert is called on the radio
 * @param jurisdiction null of one that is about the system
 * @param since when what it is about began, where the same subject may have several of them: a
 *     later one is another alarm. Null where it can't
 * @param soundedAt when it began to sound last: it was raised, or sounded again
 * @param level how many levels above its jurisdiction it sounds
 * @param shelving kept while the alarm is gone, for it may be back
 * @param goneAt null while its cause stands
 * @param dueAt when something is to be done about it if nobody does anything; null if nothing is
 * @param version grows by one with each event, from 1
 */
public record Alarm(
    AlarmId id,
    AlarmPriority priority,
    @Nullable UUID alertId,
    @Nullable Integer number,
    @Nullable UUID reportId,
    @Nullable JurisdictionCode jurisdiction,
    @Nullable Instant since,
    Instant raisedAt,
    Instant soundedAt,
    int level,
    @Nullable Acknowledged acknowledgement,
    @Nullable Shelving shelving,
    @Nullable Instant goneAt,
    @Nullable Instant dueAt,
    long version) {
  /**
   * Who has a high alarm in hand does something about it by then; and so somebody has it in hand.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What is back by then has not been gone. */
  public static final Duration ONE_ALARM = Duration.ofSeconds(10);

  /** What is gone, and nobody has seen, is in sight for so long. */
  public static final Duration IN_SIGHT = Duration.ofHours(24);

  /** Who has it in hand. */
  public record Acknowledged(String account, String name, Instant at) {}

  /** Why it is silent, and until when. */
  public record Shelving(String account, String name, Instant at, Instant until, String reason) {}

  /** A new one. */
  public static Alarm of(AlarmRaised event, @Nullable Instant since) {
    return new Alarm(
        AlarmId.of(event.alarmId()),
        event.priority(),
        event.alertId(),
        event.number(),
        event.reportId(),
        event.jurisdiction(),
        since,
        event.raisedAt(),
        event.at(),
        0,
        null,
        null,
        null,
        dueAfterSound(event.priority(), event.jurisdiction(), 0, event.at()),
        1);
  }

  public AlarmCondition condition() {
    return id.condition();
  }

  public boolean isGone() {
    return goneAt != null;
  }

  /** Whether somebody should see it: its cause stands, or nobody has seen that it stood. */
  public boolean isListed(Instant now) {
    return goneAt == null || (acknowledgement == null && goneAt.plus(IN_SIGHT).isAfter(now));
  }

  /** The jurisdictions that it can sound in beyond its own. */
  int levelsAbove() {
    return jurisdiction == null ? 0 : (int) jurisdiction.wider().count();
  }

  /**
   * @throws IllegalStateException for an event of another alarm, or one that can't follow
   */
  public Alarm after(AlarmEvent event) {
    if (!event.alarmId().equals(id.text())) {
      throw new IllegalStateException(event.alarmId() + " is not " + id.text());
    }
    return switch (event) {
      case AlarmRaised raised -> back(raised.at());
      case AlarmAcknowledged by ->
          with(
              soundedAt,
              level,
              new Acknowledged(by.by(), by.name(), by.at()),
              shelving,
              goneAt,
              priority == AlarmPriority.HIGH && goneAt == null ? by.at().plus(PATIENCE) : dueAt);
      case AlarmShelved by ->
          with(
              soundedAt,
              level,
              acknowledgement,
              new Shelving(by.by(), by.name(), by.at(), by.until(), by.reason()),
              goneAt,
              by.until());
      case AlarmShelvingEnded _ -> with(soundedAt, level, acknowledgement, null, goneAt, null);
      case AlarmSoundedAgain again ->
          with(
              again.at(),
              again.level(),
              null,
              shelving,
              goneAt,
              dueAfterSound(priority, jurisdiction, again.level(), again.at()));
      case AlarmGone gone -> with(soundedAt, level, acknowledgement, shelving, gone.at(), null);
    };
  }

  private Alarm back(Instant at) {
    if (goneAt == null) {
      throw new IllegalStateException(id.text() + " stands already");
    }
    Shelving still = shelving != null && shelving.until().isAfter(at) ? shelving : null;
    Instant due =
        still != null
            ? still.until()
            : acknowledgement == null ? dueAfterSound(priority, jurisdiction, level, at) : null;
    return with(soundedAt, level, acknowledgement, still, null, due);
  }

  /** Looked at when it was due, and nothing was to be done. */
  public Alarm notDue() {
    return new Alarm(
        id,
        priority,
        alertId,
        number,
        reportId,
        jurisdiction,
        since,
        raisedAt,
        soundedAt,
        level,
        acknowledgement,
        shelving,
        goneAt,
        null,
        version);
  }

  /** Where it has sounded at the top already, nothing is gained by saying so once more. */
  private static @Nullable Instant dueAfterSound(
      AlarmPriority priority, @Nullable JurisdictionCode jurisdiction, int level, Instant at) {
    boolean goesUp =
        priority == AlarmPriority.HIGH
            && jurisdiction != null
            && jurisdiction.wider().count() > level;
    return goesUp ? at.plus(PATIENCE) : null;
  }

  private Alarm with(
      Instant sounded,
      int atLevel,
      @Nullable Acknowledged inHand,
      @Nullable Shelving shelf,
      @Nullable Instant gone,
      @Nullable Instant due) {
    return new Alarm(
        id,
        priority,
        alertId,
        number,
        reportId,
        jurisdiction,
        since,
        raisedAt,
        sounded,
        atLevel,
        inHand,
        shelf,
        gone,
        due,
        version + 1);
  }
}
