package muster.volunteer.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The names of the fields in which two states of a thing differ. */
public final class Differences {
  private final List<String> fields = new ArrayList<>();

  public Differences of(String field, @Nullable Object before, @Nullable Object after) {
    if (!Objects.equals(before, after)) {
      fields.add(field);
    }
    return this;
  }

  public List<String> fields() {
    return List.copyOf(fields);
  }
}
