package muster.localstack;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Ends the processes that this JVM started when this JVM is gone, however it went.
 *
 * <p>A shutdown hook does not run on SIGKILL. So one small shell process reads the pids to look
 * after from its standard input; the system closes that pipe when this JVM ends, and the shell then
 * stops what is left: politely first, with SIGKILL after five seconds.
 */
final class OrphanReaper {
  /** How a process likes to be told to stop. */
  enum Signal {
    TERM,
    /** PostgreSQL's fast shutdown; SIGTERM would wait for its clients. */
    INT
  }

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      watched=' '
      while read -r op pid signal; do
        case $op in
          watch) watched="$watched$pid:$signal " ;;
          forget)
            kept=' '
            for entry in $watched; do
              [ "${entry%%:*}" = "$pid" ] || kept="$kept$entry "
            done
            watched=$kept ;;
        esac
      done
      for entry in $watched; do kill -s "${entry##*:}" "${entry%%:*}" 2>/dev/null; done
      tries=0
      while [ $tries -lt 50 ]; do
        alive=''
        for entry in $watched; do kill -0 "${entry%%:*}" 2>/dev/null && alive=yes; done
        [ -z "$alive" ] && exit 0
        tries=$((tries + 1))
        sleep 0.1
      done
      for entry in $watched; do kill -s KILL "${entry%%:*}" 2>/dev/null; done
      """;

  private static @Nullable Writer pipe;

  private OrphanReaper() {}

  static void watch(long pid, Signal signal) {
    tell(String.format(Locale.ROOT, "watch %d %s%n", pid, signal));
  }

  /** To be told as soon as a process has ended: its pid may be given to somebody else's. */
  static void forget(long pid) {
    tell(String.format(Locale.ROOT, "forget %d%n", pid));
  }

  private static synchronized void tell(String line) {
    try {
      if (pipe == null) {
        Process shell =
            new ProcessBuilder("sh", "-c", SCRIPT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        pipe = new OutputStreamWriter(shell.getOutputStream(), StandardCharsets.US_ASCII);
      }
      pipe.write(line);
      pipe.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The process that watches for orphans is gone", e);
    }
  }
}
