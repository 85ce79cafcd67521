package muster.localstack;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The class path of this JVM, for child processes that run classes of it. */
final class ClassPath {
  private ClassPath() {}

  /** Absolute, so that it holds in any working folder. */
  static String ofThisJvm() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> new File(entry).getAbsolutePath())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
