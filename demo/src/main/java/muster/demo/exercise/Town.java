package muster.demo.exercise;

import java.util.Locale;
import java.util.Set;
import muster.demo.terminal.TerminalTexts;

/**
 * What the town says and writes, its residents, people on duty and desk alike: in Chinese, whatever
 * language the terminal speaks. It goes to the services, and so to whoever looks at their pages.
 */
final class Town {
  private static final TerminalTexts TEXTS =
      TerminalTexts.of("muster.demo.exercise.town", Locale.SIMPLIFIED_CHINESE);

  private Town() {}

  static String says(String key, Object... arguments) {
    return TEXTS.get(key, arguments);
  }

  static Set<String> keys() {
    return TEXTS.keys();
  }
}
