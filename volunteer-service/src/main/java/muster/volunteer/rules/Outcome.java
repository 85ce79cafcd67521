package muster.volunteer.rules;

import java.util.function.Function;

/** What became of a request. */
public sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  record Refused<T>(Rejection rejection) implements Outcome<T> {}

  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Done<T>(T value) -> next.apply(value);
      case Refused<T>(Rejection rejection) -> new Refused<>(rejection);
    };
  }
}
