package muster.volunteer.rules;

/** What saving did; saving the same again does nothing and tells nobody. */
public record Saved<T>(Effect effect, T value) {

  public enum Effect {
    CREATED,
    CHANGED,
    UNCHANGED
  }
}
