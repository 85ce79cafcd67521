package muster.apiedge.spring;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Field;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Says in the description of a body which of its fields it must have, or always has: those that are
 * {@link Required}, and of a body whose package says what may be null those that can't be. Clients
 * whose types come from the description need not ask whether an alert has a status. Looks at the
 * body as a whole: the library resolves two fields of the same name, type and annotations once, in
 * whichever body comes first, so that who is asked field by field does not hear of the second body.
 */
final class RequiredFields implements ModelConverter {

  @Override
  @SuppressWarnings("rawtypes") // as the library has it
  public @Nullable Schema resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    if (!chain.hasNext()) {
      return null;
    }
    Schema<?> resolved = chain.next().resolve(type, context, chain);
    Class<?> body = Json.mapper().constructType(type.getType()).getRawClass();
    if (resolved != null && body.isRecord()) {
      requireFields(body, whole(resolved, context));
    }
    return resolved;
  }

  @SuppressWarnings("rawtypes") // as the library has it
  private static @Nullable Schema<?> whole(Schema<?> resolved, ModelConverterContext context) {
    String reference = resolved.get$ref();
    if (reference == null) {
      return resolved;
    }
    Map<String, Schema> named = context.getDefinedModels();
    return named.get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static void requireFields(Class<?> body, @Nullable Schema<?> schema) {
    if (schema == null || schema.getProperties() == null) {
      return;
    }
    boolean saysWhatMayBeNull = body.getPackage().isAnnotationPresent(NullMarked.class);
    for (Field field : body.getDeclaredFields()) {
      String name = field.getName();
      boolean isAlwaysThere =
          saysWhatMayBeNull && !field.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if ((isAlwaysThere || field.isAnnotationPresent(Required.class))
          && schema.getProperties().containsKey(name)) {
        ApiDescription.requireField(schema, name);
      }
    }
  }
}
