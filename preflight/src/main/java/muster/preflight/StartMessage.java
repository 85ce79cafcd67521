package muster.preflight;

import java.util.List;

/**
 * Something to say, in no language yet.
 *
 * @param arguments texts, or messages that are said in the same language
 */
record StartMessage(MessageKey key, List<Object> arguments) {
  StartMessage {
    arguments = List.copyOf(arguments);
  }

  static StartMessage of(MessageKey key, Object... arguments) {
    return new StartMessage(key, List.of(arguments));
  }
}
