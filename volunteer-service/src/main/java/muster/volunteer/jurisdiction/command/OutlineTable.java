package muster.volunteer.jurisdiction.command;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.Outline;
import muster.volunteer.rules.Saved;
import org.jspecify.annotations.Nullable;

/** Outlines as they are stored. */
public interface OutlineTable {

  /** A jurisdiction with what is known of where it lies. */
  record Lying(Jurisdiction jurisdiction, @Nullable Outline outline) {}

  /**
   * By their codes, those and below.
   *
   * @param level null for all
   * @param limit at most so many
   */
  List<Lying> list(JurisdictionCode within, JurisdictionCode.@Nullable Level level, int limit);

  /** Those that exist, locked in the order of their codes until the transaction ends. */
  Map<JurisdictionCode, Outline> lock(Collection<JurisdictionCode> codes);

  /** The changed ones are locked. */
  void write(List<Saved<Outline>> changes);
}
