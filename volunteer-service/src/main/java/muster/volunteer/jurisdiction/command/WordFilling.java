package muster.volunteer.jurisdiction.command;

import java.util.List;
import muster.volunteer.database.Transactions;
import muster.volunteer.jurisdiction.Jurisdiction;
import muster.volunteer.jurisdiction.Readings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes jurisdictions found by their names and readings, some seconds after they have been
 * registered or renamed. Several instances may do it at once.
 */
public final class WordFilling {
  private static final Logger LOG = LoggerFactory.getLogger(WordFilling.class);
  private static final int ROWS = 500;

  private final WordTable table;
  private final Readings readings;
  private final Transactions transactions;

  public WordFilling(WordTable table, Readings readings, Transactions transactions) {
    this.table = table;
    this.readings = readings;
    this.transactions = transactions;
  }

  /** Whatever there is to do; returns when it is done, or can't be done now. */
  public void fill() {
    try {
      fillAll();
    } catch (RuntimeException e) { // The database is away: soon it is tried again.
      LOG.warn("new names can't be found yet: {}", e.toString());
    }
  }

  private void fillAll() {
    List<Jurisdiction> unread;
    do {
      unread = table.listUnread(ROWS);
      List<WordTable.Read> read =
          unread.stream()
              .map(one -> new WordTable.Read(one.code(), one.name(), readings.of(one.name())))
              .toList();
      if (!read.isEmpty()) {
        transactions.run(
            () -> {
              table.write(read);
              return read.size();
            });
      }
    } while (unread.size() == ROWS && !Thread.currentThread().isInterrupted());
  }
}
