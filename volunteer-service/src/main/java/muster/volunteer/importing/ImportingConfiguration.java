package muster.volunteer.importing;

import muster.volunteer.importing.http.ImportBodies;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires bulk imports. */
@Configuration(proxyBeanMethods = false)
class ImportingConfiguration {

  /** {@link ImportLimits} as settings; they check themselves. */
  @ConfigurationProperties("volunteer.import")
  record Settings(
      @DefaultValue("65536") int lineBytes,
      @DefaultValue("1073741824") long fileBytes,
      @DefaultValue("1000000") long lines,
      @DefaultValue("1000") int batchLines,
      @DefaultValue("1000") int errors) {

    ImportLimits limits() {
      return new ImportLimits(lineBytes, fileBytes, lines, batchLines, errors);
    }
  }

  @Bean
  ImportBodies importBodies(Settings settings, JsonMapper mapper) {
    return new ImportBodies(settings.limits(), mapper);
  }
}
