package muster.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.UUID;

/**
 * The key that tokens are signed with: made once, then read from its file, so that tokens outlive a
 * restart.
 */
final class SigningKey {
  private static final String FILE = "signing-key.json";
  private static final int BITS = 2048;

  private SigningKey() {}

  static RSAKey loadOrCreate(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      create(folder, file);
    }
    try {
      return JWK.parse(Files.readString(file)).toRSAKey();
    } catch (ParseException e) {
      throw new IOException(file + " is not a key; remove it to have a new one made", e);
    }
  }

  /** Readable by the owner alone, and complete before it has its name. */
  private static void create(Path folder, Path file) throws IOException {
    Files.createDirectories(folder);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path written = Files.createTempFile(folder, "signing-key", ".new", ownerOnly);
    Files.writeString(written, generate().toJSONString());
    try {
      Files.move(written, file);
    } catch (FileAlreadyExistsException e) {
      Files.delete(written);
    }
  }

  private static RSAKey generate() {
    try {
      return new RSAKeyGenerator(BITS)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .keyID(UUID.randomUUID().toString())
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
