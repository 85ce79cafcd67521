package muster.localstack;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** How the programs built from this project are started. */
final class Programs {
  private final ProjectFolder project;
  private final Tuning tuning;

  Programs(ProjectFolder project, Tuning tuning) {
    this.project = project;
    this.tuning = tuning;
  }

  void requireBuilt(Collection<Part> parts) {
    String missing =
        parts.stream()
            .filter(Part.programs()::contains)
            .filter(part -> project.findJar(part).isEmpty())
            .map(Part::module)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new StartFailed("Not built yet: " + missing);
    }
  }

  ServiceProcess.Builder prepare(Part part) {
    Path jar =
        project.findJar(part).orElseThrow(() -> new StartFailed("Not built yet: " + part.module()));
    return ServiceProcess.named(part.module())
        .jvmArguments(tuning.jvmArguments().toArray(String[]::new))
        .jvmArguments("-Dfile.encoding=UTF-8", "-Djava.awt.headless=true")
        .jar(jar);
  }
}
