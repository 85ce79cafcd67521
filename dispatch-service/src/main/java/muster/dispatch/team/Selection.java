package muster.dispatch.team;

import java.util.List;
import muster.contracts.dispatch.Shortfall;

/**
 * What a search found.
 *
 * @param picks nearest first; at most as many as asked for
 * @param shortfalls empty when as many were found as asked for; else why there are no more
 */
public record Selection(List<Pick> picks, List<Shortfall> shortfalls) {
  public Selection {
    picks = List.copyOf(picks);
    shortfalls = List.copyOf(shortfalls);
  }
}
