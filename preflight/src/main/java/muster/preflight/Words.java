package muster.preflight;

import java.util.List;

/**
 * Something to say, in no language yet.
 *
 * @param arguments texts, or words that are said in the same language
 */
record Words(Phrase phrase, List<Object> arguments) {
  Words {
    arguments = List.copyOf(arguments);
  }

  static Words of(Phrase phrase, Object... arguments) {
    return new Words(phrase, List.of(arguments));
  }
}
