package muster.localstack.terminal;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The terminal's texts in the language of the machine's locale; English where there is no
 * translation.
 */
public final class Texts {
  public static final String BUNDLE = "muster.localstack.terminal.texts";

  private final ResourceBundle bundle;
  private final Locale locale;

  private Texts(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  public static Texts ofThisMachine() {
    return of(Locale.getDefault());
  }

  public static Texts of(Locale locale) {
    return new Texts(locale);
  }

  /** Arguments as {@link MessageFormat} takes them; an apostrophe in the text is written twice. */
  public String get(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }

  ResourceBundle bundle() {
    return bundle;
  }
}
