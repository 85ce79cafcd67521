package muster.apiedge.spring;

import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * What a record always has is required in its description: each component that is not called
 * nullable. Clients whose types come from the description need not ask whether an alert has a status.
 */
@SuppressWarnings("rawtypes") // as the library has it
final class RequiredComponents implements ModelConverter {
  @Override
  public @Nullable Schema resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    Schema schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    if (schema != null && type.getType() != null) {
      Class<?> described = TypeFactory.rawClass(type.getType());
      if (described.isRecord() && described.getPackage().isAnnotationPresent(NullMarked.class)) {
        require(described.getRecordComponents(), itself(schema, context));
      }
    }
    return schema;
  }

  /** What a reference leads to; null while that is still being made. */
  private static @Nullable Schema itself(Schema<?> schema, ModelConverterContext context) {
    String reference = schema.get$ref();
    return reference == null
        ? schema
        : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static void require(RecordComponent[] components, @Nullable Schema<?> schema) {
    Map<String, Schema> properties = schema == null ? null : schema.getProperties();
    if (schema == null || properties == null) {
      return;
    }
    for (RecordComponent component : components) {
      String name = component.getName();
      boolean isKnown = schema.getRequired() != null && schema.getRequired().contains(name);
      if (properties.containsKey(name)
          && !isKnown
          && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        schema.addRequiredItem(name);
      }
    }
  }
}
