package muster.volunteer.jurisdiction.command;

import java.util.List;
import muster.contracts.place.JurisdictionCode;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.JurisdictionSearch;

/** What jurisdictions can be found by. */
public interface WordTable {

  /** A name and how it is read. */
  record Read(JurisdictionCode code, String name, String pinyin) {}

  /**
   * The one whose code or name it is first, then whose name begins with it, then whose name has it,
   * then whose reading begins with it; of these the wider before the narrower, by code.
   */
  List<Jurisdiction> search(JurisdictionSearch search);

  /** Those that are not to be found by their name yet, by their codes. */
  List<Jurisdiction> listUnread(int limit);

  /** One that has another name since, or is gone, is left out. */
  void write(List<Read> read);
}
