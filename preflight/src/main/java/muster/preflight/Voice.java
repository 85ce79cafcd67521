package muster.preflight;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Says things on standard error, before and beside any logging. In UTF-8 whatever the JVM thinks of
 * the terminal: in a container without locales it would think of ASCII.
 */
final class Voice {
  private final Texts texts = Texts.ofThisMachine();
  private final PrintStream out;

  Voice() {
    this(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
  }

  Voice(PrintStream out) {
    this.out = out;
  }

  void say(Phrase phrase, Object... arguments) {
    out.println(texts.say(Words.of(phrase, arguments)));
  }

  void say(StartRefused refused) {
    // In one piece, so that nothing else comes between its lines.
    out.println(
        texts.say(Words.of(Phrase.REFUSED))
            + "\n"
            + texts.lines(refused.refusals()).indent(2).stripTrailing());
  }
}
