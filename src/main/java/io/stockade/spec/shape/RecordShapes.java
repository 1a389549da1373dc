package io.stockade.spec.shape;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.stockade.spec.JsonText;
import io.stockade.spec.KeyedBy;
import io.stockade.spec.SecureStack;
import io.stockade.spec.shape.Shape.ChoiceShape;
import io.stockade.spec.shape.Shape.FieldShape;
import io.stockade.spec.shape.Shape.IntegerShape;
import io.stockade.spec.shape.Shape.JsonShape;
import io.stockade.spec.shape.Shape.Limits;
import io.stockade.spec.shape.Shape.ListShape;
import io.stockade.spec.shape.Shape.MapShape;
import io.stockade.spec.shape.Shape.ObjectShape;
import io.stockade.spec.shape.Shape.TextShape;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Derives shapes from the records and the annotations that the CRD is made of, so that each limit has one owner. */
public final class RecordShapes {
    /** A whole manifest. */
    public static final ObjectShape MANIFEST = object(SecureStack.class);

    private RecordShapes() {}

    /** The shape of any other record with the same annotations. */
    public static ObjectShape of(Class<? extends Record> type) {
        return object(type);
    }

    private static ObjectShape object(Class<?> type) {
        return new ObjectShape(Arrays.stream(type.getRecordComponents())
                .map(component -> field(type, component))
                .toList());
    }

    private static FieldShape field(Class<?> owner, RecordComponent component) {
        Field field = declared(owner, component.getName());
        JsonPropertyDescription description = field.getAnnotation(JsonPropertyDescription.class);
        JsonProperty word = field.getAnnotation(JsonProperty.class);
        return new FieldShape(
                word == null ? component.getName() : word.value(),
                description == null ? "" : description.value(),
                field.isAnnotationPresent(Required.class),
                shape(field.getAnnotatedType(), field));
    }

    private static Shape shape(AnnotatedType annotated, AnnotatedElement field) {
        Class<?> type = raw(annotated);
        if (type.isRecord()) {
            return object(type);
        }
        if (type.isEnum()) {
            return new ChoiceShape(words(type));
        }
        Limits size = size(field.getAnnotation(Size.class));
        if (type == List.class) {
            AnnotatedType item = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[0];
            KeyedBy key = field.getAnnotation(KeyedBy.class);
            return new ListShape(shape(item, item), size, key == null ? null : key.value());
        }
        if (type == Map.class) {
            return new MapShape(size);
        }
        if (type == Long.class || type == long.class) {
            return new IntegerShape(Limits.NONE);
        }
        if (type == Integer.class || type == int.class) {
            return new IntegerShape(value(field.getAnnotation(Min.class), field.getAnnotation(Max.class)));
        }
        if (type != String.class) {
            throw new IllegalStateException("No shape for " + type);
        }
        Pattern pattern = field.getAnnotation(Pattern.class);
        return field.isAnnotationPresent(JsonText.class)
                ? new JsonShape(size)
                : new TextShape(pattern == null ? null : pattern.value(), size);
    }

    private static Class<?> raw(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType parameterized
                && parameterized.getType() instanceof ParameterizedType type) {
            return (Class<?>) type.getRawType();
        }
        return (Class<?>) annotated.getType();
    }

    private static List<String> words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> {
                    JsonProperty word =
                            declared(type, ((Enum<?>) constant).name()).getAnnotation(JsonProperty.class);
                    return word == null ? constant.toString() : word.value();
                })
                .toList();
    }

    private static Limits size(@Nullable Size size) {
        return size == null ? Limits.NONE : new Limits(size.min(), size.max());
    }

    private static Limits value(@Nullable Min min, @Nullable Max max) {
        return new Limits(
                min == null ? Integer.MIN_VALUE : (long) min.value(),
                max == null ? Integer.MAX_VALUE : (long) max.value());
    }

    private static Field declared(Class<?> owner, String name) {
        try {
            return owner.getDeclaredField(name);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(owner + " has no field " + name, impossible);
        }
    }
}
