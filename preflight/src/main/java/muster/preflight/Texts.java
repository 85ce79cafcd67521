package muster.preflight;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** What is said, in the language of the machine's locale; English where there is no translation. */
final class Texts {
  private static final String BUNDLE = "muster.preflight.texts";

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

  static Texts of(Locale locale) {
    return new Texts(locale);
  }

  static Texts ofThisMachine() {
    return of(Locale.getDefault());
  }

  String say(Words words) {
    Object[] said =
        words.arguments().stream()
            .map(argument -> argument instanceof Words inner ? say(inner) : argument.toString())
            .toArray();
    return new MessageFormat(bundle.getString(words.phrase().key()), locale).format(said);
  }

  /** One line for each, beginning with the setting. */
  String lines(List<Refusal> refusals) {
    return refusals.stream()
        .map(refusal -> refusal.setting() + ": " + say(refusal.words()))
        .collect(Collectors.joining("\n"));
  }
}
