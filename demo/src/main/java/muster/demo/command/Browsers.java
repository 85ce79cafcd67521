package muster.demo.command;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens a page for whoever sits at this machine; where nobody does, nothing is opened. */
final class Browsers {
  private Browsers() {}

  /** Whether a browser was asked. What it makes of that is seen by whoever looks at it. */
  static boolean open(URI page) {
    Optional<Path> opener =
        opener(System.getProperty("os.name", ""), System.getenv())
            .flatMap(name -> find(name, System.getenv().getOrDefault("PATH", "")));
    if (opener.isEmpty()) {
      return false;
    }
    try {
      new ProcessBuilder(opener.get().toString(), page.toString())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The system's own command; on Linux only where there is a screen. */
  static Optional<String> opener(String system, Map<String, String> environment) {
    if (system.toLowerCase(Locale.ROOT).startsWith("mac")) {
      return Optional.of("open");
    }
    return Stream.of("DISPLAY", "WAYLAND_DISPLAY")
            .anyMatch(screen -> !environment.getOrDefault(screen, "").isEmpty())
        ? Optional.of("xdg-open")
        : Optional.empty();
  }

  static Optional<Path> find(String command, String path) {
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
