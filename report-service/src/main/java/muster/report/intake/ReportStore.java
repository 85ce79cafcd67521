package muster.report.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where reports are kept. A change is one transaction: the report is locked, decided upon, stored,
 * and its events stand in the outbox when it commits.
 */
public interface ReportStore {
  /**
   * @param key null if the client gave none
   */
  SubmitOutcome submit(
      Report received, @Nullable RequestKey key, Function<Report, Decision> decision);

  ChangeOutcome change(UUID reportId, Function<Report, Decision> decision);

  Optional<Report> find(UUID reportId);

  List<Report> list(ReportFilter filter);

  /** Forgets keys so old that nobody repeats their request any more. Returns how many. */
  int forgetOldKeys();
}
