package muster.preflight.spring;

import java.util.Map;
import muster.preflight.Secret;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Reads MUSTER_DB_PASSWORD from the file of MUSTER_DB_PASSWORD_FILE, as container engines mount
 * secrets.
 */
final class DatabasePasswordFile implements EnvironmentPostProcessor, Ordered {
  private static final String PASSWORD = "MUSTER_DB_PASSWORD";
  private static final String FILE = "MUSTER_DB_PASSWORD_FILE";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Secret.find(PASSWORD, environment.getProperty(PASSWORD), environment.getProperty(FILE))
        .filter(secret -> secret.setting().equals(FILE))
        .ifPresent(
            secret ->
                environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(FILE, Map.of(PASSWORD, secret.value()))));
  }

  /** After the files of settings have been read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  /** Which of the two the password comes from. */
  static String passwordSetting(Environment environment) {
    String file = environment.getProperty(FILE, "");
    return file.isBlank() ? PASSWORD : FILE;
  }
}
