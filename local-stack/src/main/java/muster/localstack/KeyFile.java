package muster.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret of the local stack: made once and kept with the data that were encrypted with it. */
final class KeyFile {
  private static final int BYTES = 32;

  private KeyFile() {}

  /** 32 random bytes in Base64, readable by the owner alone. */
  static Path ensure(Path file) {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      if (Files.exists(file)) {
        return file;
      }
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path written = Files.createTempFile(folder, file.getFileName().toString(), ".new", ownerOnly);
      Files.writeString(written, Base64.getEncoder().encodeToString(key));
      // Complete before it has its name: two programs may ask for one at the same time.
      try {
        Files.move(written, file);
      } catch (FileAlreadyExistsException e) {
        Files.delete(written);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
