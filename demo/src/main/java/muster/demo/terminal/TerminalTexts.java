package muster.demo.terminal;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The texts of a terminal program, from one resource bundle, in the language of a locale; English
 * where there is no translation.
 */
public final class TerminalTexts {
  /** Of the commands of {@code ./muster}. */
  public static final String COMMANDS = "muster.demo.terminal.texts";

  private final ResourceBundle bundle;
  private final Locale locale;

  private TerminalTexts(String bundle, Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            bundle,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Of the commands, in the language of the machine's locale. */
  public static TerminalTexts ofThisMachine() {
    return of(COMMANDS, Locale.getDefault());
  }

  public static TerminalTexts of(String bundle, Locale locale) {
    return new TerminalTexts(bundle, locale);
  }

  /**
   * Arguments as {@link MessageFormat} takes them; an apostrophe in the text is written twice. What
   * is neither a number nor a {@link HarmlessText} already becomes one harmless line: most of it
   * was written by somebody else.
   */
  public String get(String key, Object... arguments) {
    Object[] harmless =
        Arrays.stream(arguments)
            .map(each -> each instanceof Number ? each : HarmlessText.of(each).toString())
            .toArray();
    return new MessageFormat(pattern(key), locale).format(harmless);
  }

  public Set<String> keys() {
    return bundle.keySet();
  }

  /** The text before its arguments are put in. */
  public String pattern(String key) {
    return bundle.getString(key);
  }

  /**
   * What a constant is called, such as {@code outcome} {@code NOT_FOUND}; the constant itself where
   * the texts don't say, and any other value as it is.
   */
  public String word(String field, String constant) {
    String key = "word." + field + "." + constant;
    return bundle.containsKey(key) ? pattern(key) : constant;
  }

  /** Of the translation that was found: empty for English. */
  public String language() {
    return bundle.getLocale().getLanguage();
  }
}
