package muster.volunteer.republication.command;

import java.time.Instant;
import java.util.Optional;
import muster.volunteer.republication.Round;

/** Rounds as they are stored, one for each kind. */
public interface RoundTable {

  /**
   * The kind's round, locked until the transaction ends; empty while another instance has it.
   *
   * @param now the start of the round if there is none yet: the first one comes an interval later
   */
  Optional<Round> lock(String kind, Instant now);

  /** It is locked. */
  void write(Round round);
}
