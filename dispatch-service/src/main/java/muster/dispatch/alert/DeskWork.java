package muster.dispatch.alert;

import org.jspecify.annotations.Nullable;

/**
 * What those at the command center do with an alert beside the call-out.
 *
 * @param lead who leads it; null: nobody has taken that up
 * @param note the last one
 * @param radioLine the last one that was read
 */
record DeskWork(@Nullable Lead lead, @Nullable Note note, @Nullable RadioLine radioLine) {
  static final DeskWork NONE = new DeskWork(null, null, null);

  DeskWork with(@Nullable Lead newLead) {
    return new DeskWork(newLead, note, radioLine);
  }

  DeskWork with(Note newNote) {
    return new DeskWork(lead, newNote, radioLine);
  }

  DeskWork with(RadioLine line) {
    return new DeskWork(lead, note, line);
  }

  DeskWork withoutLead() {
    return new DeskWork(null, note, radioLine);
  }
}
