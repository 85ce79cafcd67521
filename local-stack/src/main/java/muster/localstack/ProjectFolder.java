package muster.localstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where Muster's modules lie and what has been built of them. */
public record ProjectFolder(Path root) {
  /** Set by the launcher script, so that it works from any folder. */
  private static final String PROPERTY = "muster.home";

  private static final String VERSION = "0.1.0-SNAPSHOT";

  public ProjectFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** The launcher's word, else the nearest folder upwards that looks like it. */
  public static ProjectFolder find() {
    String given = System.getProperty(PROPERTY);
    if (given != null) {
      return new ProjectFolder(Path.of(given));
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("pom.xml"))
          && Files.isDirectory(folder.resolve("contracts"))) {
        return new ProjectFolder(folder);
      }
    }
    throw new StartFailed(
        "Muster's project folder was not found from "
            + Path.of("").toAbsolutePath()
            + "; set -D"
            + PROPERTY);
  }

  /** Where {@code ./muster up} keeps data and logs between runs. */
  public Path runFolder() {
    return root.resolve(".muster");
  }

  Path target(Part part) {
    return root.resolve(part.module()).resolve("target");
  }

  /** The program's jar, if it has been built. */
  public Optional<Path> findJar(Part part) {
    String name = part.module() + "-" + VERSION + "-app.jar";
    return Optional.of(target(part).resolve(name)).filter(Files::exists);
  }
}
