package muster.benchmarks;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts for the terminal, in the language of the machine's locale or in English. */
public final class Words {
  static final String BUNDLE = "muster.benchmarks.words";

  private final ResourceBundle bundle;
  private final Locale locale;

  private Words(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  public static Words of(Locale locale) {
    return new Words(locale);
  }

  /** Arguments as {@link MessageFormat} takes them; an apostrophe in the text is written twice. */
  public String get(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }

  ResourceBundle bundle() {
    return bundle;
  }
}
