package muster.dispatch.team;

import java.util.List;

/**
 * What a search found by what is believed of busy teams.
 *
 * @param busyNearer ids of the teams believed to be on another alert that are at least as near as
 *     the last pick, or in the radius when there are fewer picks than wanted: one of them that is
 *     free after all is to be called first
 */
public record Proposal(Selection selection, List<String> busyNearer) {
  public Proposal {
    busyNearer = List.copyOf(busyNearer);
  }
}
