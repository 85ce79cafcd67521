package muster.dispatch.alert;

import java.util.List;

/**
 * What the command center has written down about an alert.
 *
 * @param count of all notes, from 1
 * @param latest at most {@value #LATEST} of them, newest first; all are in the timeline
 */
public record AlertNotes(int count, List<Note> latest) {
  public static final int LATEST = 50;

  public AlertNotes {
    latest = List.copyOf(latest);
  }
}
