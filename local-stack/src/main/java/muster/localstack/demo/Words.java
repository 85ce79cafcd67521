package muster.localstack.demo;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the demo says, and what its people say, in the language of the locale or in English. */
record Words(ResourceBundle bundle, Locale locale) {
  private static final String BUNDLE = "muster.localstack.demo.words";

  static Words in(Locale locale) {
    return new Words(
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)),
        locale);
  }

  /** Arguments as {@link MessageFormat} takes them; an apostrophe in the text is written twice. */
  String get(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }
}
