package muster.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reads the secret of the gateway's client from the file of MUSTER_GATEWAY_CLIENT_SECRET_FILE, as
 * the gateway itself does.
 */
final class ClientSecretFile implements EnvironmentPostProcessor {
  private static final String FILE = "MUSTER_GATEWAY_CLIENT_SECRET_FILE";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String file = environment.getProperty(FILE, "");
    if (!file.isBlank()) {
      try {
        environment
            .getPropertySources()
            .addFirst(
                new MapPropertySource(
                    FILE,
                    Map.of(
                        "muster.gateway-client-secret",
                        // A line break ends the file; other blanks may belong to the secret.
                        Files.readString(Path.of(file.strip())).replaceFirst("[\r\n]+$", ""))));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
