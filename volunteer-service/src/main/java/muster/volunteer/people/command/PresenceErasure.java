package muster.volunteer.people.command;

import java.time.Instant;

/** Takes away what is known of where a volunteer is, and tells others to forget it. */
public interface PresenceErasure {

  /**
   * What the volunteer's presence came to.
   *
   * @param version of its tombstone
   * @param lastEvent version of the last event on the volunteer's own key
   */
  record Ended(long version, long lastEvent) {}

  /** In the caller's transaction, which holds the volunteer's lock. */
  Ended erase(String volunteerId, Instant now);
}
