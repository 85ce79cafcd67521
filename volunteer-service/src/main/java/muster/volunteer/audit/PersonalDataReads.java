package muster.volunteer.audit;

import java.util.List;
import muster.contracts.access.Caller;

/**
 * Leaves a trace of who read whose personal data. Called in the transaction of the read: what can't
 * be recorded is not shown.
 */
public interface PersonalDataReads {

  /** One volunteer of whom these fields were shown. */
  record Shown(String volunteerId, List<String> fields) {}

  void record(Caller reader, List<Shown> shown);
}
