package muster.preflight;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** What is said, in the language of the machine's locale; English where there is no translation. */
final class Translation {
  private static final String BUNDLE = "muster.preflight.messages";

  private final ResourceBundle bundle;
  private final Locale locale;

  private Translation(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  static Translation of(Locale locale) {
    return new Translation(locale);
  }

  static Translation ofThisMachine() {
    return of(Locale.getDefault());
  }

  String say(StartMessage message) {
    Object[] said =
        message.arguments().stream()
            .map(
                argument ->
                    argument instanceof StartMessage inner ? say(inner) : argument.toString())
            .toArray();
    return new MessageFormat(bundle.getString(message.key().inBundle()), locale).format(said);
  }

  /** One line for each, beginning with the setting. */
  String lines(List<Refusal> refusals) {
    return refusals.stream()
        .map(refusal -> refusal.setting() + ": " + say(refusal.message()))
        .collect(Collectors.joining("\n"));
  }
}
