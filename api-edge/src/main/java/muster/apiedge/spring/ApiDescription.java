package muster.apiedge.spring;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.annotation.Annotation;
import java.util.List;
import muster.contracts.access.Caller;
import muster.contracts.problem.ProblemType;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * What the description of every API at {@code /v3/api-docs} has: the bearer token, the form of a
 * refusal, and what {@link Text} and {@link Required} say.
 */
@AutoConfiguration
@ConditionalOnClass(GlobalOpenApiCustomizer.class)
class ApiDescription {
  private static final String TOKEN = "token";
  private static final String PROBLEM = "Problem";

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  @Bean
  GlobalOpenApiCustomizer tokensAndProblems() {
    return api -> {
      if (api.getComponents() == null) {
        api.setComponents(new Components());
      }
      api.getComponents()
          .addSecuritySchemes(
              TOKEN,
              new SecurityScheme()
                  .type(SecurityScheme.Type.HTTP)
                  .scheme("bearer")
                  .bearerFormat("JWT"))
          .addSchemas(PROBLEM, problem());
      api.addSecurityItem(new SecurityRequirement().addList(TOKEN));
      operations(api).forEach(ApiDescription::addRefusals);
    };
  }

  @Bean
  PropertyCustomizer textsAndRequiredFields() {
    return (schema, type) -> describe(schema, type);
  }

  private static List<Operation> operations(OpenAPI api) {
    return api.getPaths() == null
        ? List.of()
        : api.getPaths().values().stream().flatMap(path -> path.readOperations().stream()).toList();
  }

  private static void addRefusals(Operation operation) {
    if (operation.getResponses() == null) {
      operation.setResponses(new ApiResponses());
    }
    operation
        .getResponses()
        .setDefault(
            new ApiResponse()
                .description("Refused, as RFC 9457 says it")
                .content(
                    new Content()
                        .addMediaType(
                            ProblemType.MEDIA_TYPE,
                            new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .description("RFC 9457 problem details")
        .addProperty(
            "type", text("Stable; clients may switch on it").example("/problems/validation"))
        .addProperty("title", text("The same for all of a type"))
        .addProperty("status", new IntegerSchema().description("The HTTP status"))
        .addProperty("detail", text("A sentence for people"))
        .addProperty("instance", text("The path that was asked for"))
        .addProperty("reason", text("With /problems/conflict: for machines, such as ALERT_OVER"))
        .addProperty(
            "errors",
            new ArraySchema()
                .description("With /problems/validation: what is wrong, field by field")
                .items(
                    new ObjectSchema()
                        .addProperty("field", text("Path in the body, or name of a parameter"))
                        .addProperty("message", text("Goes on from the field's name"))))
        .required(List.of("type", "title", "status", "detail", "instance"));
  }

  private static Schema<?> text(String description) {
    return new StringSchema().description(description);
  }

  private static Schema<?> describe(Schema<?> schema, AnnotatedType type) {
    Annotation[] annotations = type.getCtxAnnotations();
    if (annotations == null) {
      return schema;
    }
    for (Annotation annotation : annotations) {
      switch (annotation) {
        case Text text -> {
          schema.setMaxLength(text.max());
          if (!text.mayBeBlank()) {
            schema.setMinLength(1);
          }
        }
        case Required _ -> require(type);
        default -> {}
      }
    }
    return schema;
  }

  private static void require(AnnotatedType type) {
    Schema<?> parent = type.getParent();
    String name = type.getPropertyName();
    if (parent != null && name != null) {
      boolean known = parent.getRequired() != null && parent.getRequired().contains(name);
      if (!known) {
        parent.addRequiredItem(name);
      }
    }
  }
}
