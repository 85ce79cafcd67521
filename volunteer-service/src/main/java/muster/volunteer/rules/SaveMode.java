package muster.volunteer.rules;

/** What is expected of the stored state when something is saved. */
public enum SaveMode {
  /** Must not exist yet. */
  CREATE,
  /** Must exist. */
  REPLACE,
  /** Either way: repeating an import is harmless. */
  UPSERT
}
