package muster.preflight;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Says things on standard error, before and beside any logging. In UTF-8 whatever the JVM thinks of
 * the terminal: in a container without locales it would think of ASCII.
 */
final class StandardError {
  private final Translation translation = Translation.ofThisMachine();
  private final PrintStream out;

  StandardError() {
    this(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  StandardError(PrintStream out) {
    this.out = out;
  }

  void say(MessageKey key, Object... arguments) {
    out.println(translation.say(StartMessage.of(key, arguments)));
  }

  void say(StartRefused refused) {
    // In one piece, so that nothing else comes between its lines.
    out.println(
        translation.say(StartMessage.of(MessageKey.REFUSED))
            + "\n"
            + translation.lines(refused.refusals()).indent(2).stripTrailing());
  }
}
