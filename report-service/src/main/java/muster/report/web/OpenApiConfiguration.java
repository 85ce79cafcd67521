package muster.report.web;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import org.springframework.context.annotation.Configuration;

/** The description of the API at /v3/api-docs, with a page to try it at /swagger-ui.html. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
    info =
        @Info(
            title = "Muster reports",
            version = "1",
            description = "What people report, its triage, and clues on running alerts."))
class OpenApiConfiguration {}
