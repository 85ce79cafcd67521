package muster.dispatch.alert;

import java.time.Instant;
import muster.contracts.dispatch.DispatchEvent.LeadTaken;

/**
 * Who at the command center leads the alert.
 *
 * @param name what the account was called when it took the lead
 */
public record Lead(String account, String name, Instant since) {
  static Lead of(LeadTaken taken) {
    return new Lead(taken.by(), taken.name(), taken.at());
  }
}
