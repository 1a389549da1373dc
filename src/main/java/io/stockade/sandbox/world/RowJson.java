package io.stockade.sandbox.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Rows as JSON: SDK model objects by the fields they declare, records by Jackson. */
public final class RowJson {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** A row as JSON; what an SDK object does not say is left out. */
    public JsonNode write(Object row) {
        return row instanceof SdkPojo pojo ? writePojo(pojo) : MAPPER.valueToTree(row);
    }

    /** The row that was written. */
    public <T> T read(JsonNode json, Class<T> type) {
        if (SdkPojo.class.isAssignableFrom(type)) {
            return type.cast(build(fill(newBuilder(type), json)));
        }
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException("a row of the sandbox's world is no " + type.getSimpleName(), malformed);
        }
    }

    private static ObjectNode writePojo(SdkPojo pojo) {
        ObjectNode node = MAPPER.createObjectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                node.set(field.memberName(), writeValue(value));
            }
        }
        return node;
    }

    private static JsonNode writeValue(Object value) {
        if (value instanceof SdkPojo pojo) {
            return writePojo(pojo);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = MAPPER.createArrayNode();
            list.forEach(member -> array.add(writeValue(member)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = MAPPER.createObjectNode();
            map.forEach((key, member) -> object.set(String.valueOf(key), writeValue(member)));
            return object;
        }
        // Most fields are texts, and Jackson's way to a tree is a long one.
        return value instanceof String text ? TextNode.valueOf(text) : MAPPER.valueToTree(value);
    }

    private static SdkPojo fill(SdkPojo builder, JsonNode json) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = json.get(field.memberName());
            if (value != null) {
                field.set(builder, readValue(field, value));
            }
        }
        return builder;
    }

    private static @Nullable Object readValue(SdkField<?> field, JsonNode json) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return build(fill(field.constructor().get(), json));
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            List<@Nullable Object> list = new ArrayList<>();
            json.forEach(element -> list.add(readValue(member, element)));
            return list;
        }
        if (type == MarshallingType.MAP) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            json.properties().forEach(entry -> map.put(entry.getKey(), readValue(member, entry.getValue())));
            return map;
        }
        return json.isTextual() && type == MarshallingType.STRING
                ? json.textValue()
                : MAPPER.convertValue(json, type.getTargetClass());
    }

    private static Object build(SdkPojo builder) {
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private static SdkPojo newBuilder(Class<?> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException notGenerated) {
            throw new IllegalStateException(type + " is no SDK model class", notGenerated);
        }
    }
}
