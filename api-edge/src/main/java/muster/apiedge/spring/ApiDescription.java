package muster.apiedge.spring;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import muster.apiedge.json.TextOrInteger;
import muster.contracts.access.Caller;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the description of every API at {@code /v3/api-docs} has: the bearer token, the form of a
 * refusal, and what {@link Text}, {@link TextOrInteger} and {@link Required} say.
 */
@AutoConfiguration
@ConditionalOnClass(GlobalOpenApiCustomizer.class)
class ApiDescription {
  private static final String TOKEN = "token";

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
  }

  @Bean
  GlobalOpenApiCustomizer tokensProblemsAndExamples() {
    ApiExamples examples = new ApiExamples();
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
          .addSchemas(DescribedRefusals.PROBLEM, problem());
      api.addSecurityItem(new SecurityRequirement().addList(TOKEN));
      nameVariants(api.getComponents().getSchemas());
      examples.addTo(api.getComponents().getSchemas());
    };
  }

  @Bean
  GlobalOperationCustomizer describedRefusals() {
    return new DescribedRefusals();
  }

  /** As {@link ControllerRules} has it: once, several values separated by commas. */
  @Bean
  ParameterCustomizer textsAndSeveralValues() {
    return (parameter, method) -> {
      if (parameter == null || !method.hasParameterAnnotation(RequestParam.class)) {
        return parameter;
      }
      if (Collection.class.isAssignableFrom(method.getParameterType())) {
        parameter.setStyle(Parameter.StyleEnum.FORM);
        parameter.setExplode(false);
      }
      Text text = method.getParameterAnnotation(Text.class);
      if (text != null && parameter.getSchema() != null) {
        parameter.getSchema().setMaxLength(text.max());
      }
      return parameter;
    };
  }

  @Bean
  ModelConverter requiredFields() {
    return new RequiredFields();
  }

  @Bean
  PropertyCustomizer lengthsOfTexts() {
    return (schema, type) -> describe(schema, type);
  }

  /**
   * A body that is one of several kinds says which: described is the field that says it, in each
   * kind, instead of what they have in common, which is nothing.
   */
  @SuppressWarnings("rawtypes") // as the library has it
  private static void nameVariants(Map<String, Schema> schemas) {
    for (Schema whole : List.copyOf(schemas.values())) {
      Discriminator kind = whole.getDiscriminator();
      if (kind != null && kind.getMapping() != null) {
        kind.getMapping()
            .forEach(
                (name, reference) ->
                    schemas.computeIfPresent(
                        reference.substring(reference.lastIndexOf('/') + 1),
                        (_, variant) -> named(variant, kind.getPropertyName(), name)));
      }
    }
  }

  @SuppressWarnings("rawtypes") // as the library has it
  private static Schema<?> named(Schema<?> variant, String property, String name) {
    List<Schema> parts = variant.getAllOf() == null ? List.of() : variant.getAllOf();
    Schema<?> whole =
        parts.stream()
            .filter(part -> part.get$ref() == null)
            .findFirst()
            .map(part -> part.description(variant.getDescription()))
            .orElse(variant);
    whole.addProperty(
        property, new StringSchema().addEnumItem(name).description("Which kind of body it is"));
    List<String> required =
        variant.getRequired() == null ? List.of() : List.copyOf(variant.getRequired());
    required.forEach(field -> requireField(whole, field));
    requireField(whole, property);
    return whole;
  }

  static void requireField(Schema<?> schema, String field) {
    if (schema.getRequired() == null || !schema.getRequired().contains(field)) {
      schema.addRequiredItem(field);
    }
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
      if (annotation instanceof Text text) {
        schema.setMaxLength(text.max());
        if (!text.mayBeBlank()) {
          schema.setMinLength(1);
        }
      } else if (annotation instanceof TextOrInteger) {
        schema.setTypes(new LinkedHashSet<>(List.of("string", "integer")));
      }
    }
    return schema;
  }
}
