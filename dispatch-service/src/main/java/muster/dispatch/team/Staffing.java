package muster.dispatch.team;

import java.time.Instant;
import java.util.List;
import muster.contracts.volunteer.TeamSnapshot.Member;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a team now, and on duty.
 *
 * @param isDisbanded there is no such team any more; nobody is in it then
 */
public record Staffing(boolean isDisbanded, List<Person> people) {
  public static final Staffing DISBANDED = new Staffing(true, List.of());

  public Staffing {
    people = List.copyOf(people);
  }

  /** What is known of somebody's duty. */
  public enum Duty {
    ON,
    /** Has said so. */
    OFF_BY_WORD,
    /** Never reported, or nothing was heard for long, or it is not known why. */
    OFF
  }

  /**
   * A member.
   *
   * @param subject the member's account; null without one
   * @param since when that was said of the duty; the epoch when nothing ever was
   */
  public record Person(String volunteerId, @Nullable String subject, Duty duty, Instant since) {

    static Person of(Member member, @Nullable Presence presence) {
      return new Person(
          member.volunteerId(),
          member.subject(),
          duty(presence),
          presence == null ? Instant.EPOCH : Instant.ofEpochMilli(presence.atMillis()));
    }

    private static Duty duty(@Nullable Presence presence) {
      if (presence == null) {
        return Duty.OFF;
      }
      if (presence.onDuty()) {
        return Duty.ON;
      }
      return presence.offByWord() ? Duty.OFF_BY_WORD : Duty.OFF;
    }
  }
}
