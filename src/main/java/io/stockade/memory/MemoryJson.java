package io.stockade.memory;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.stockade.net.Cidr;
import java.io.IOException;

/** How memories are written as JSON, wherever they are kept. */
public final class MemoryJson {
    private MemoryJson() {}

    /** A mapper of the caller's own. */
    public static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule()
                        .addSerializer(new CidrWriter())
                        .addDeserializer(Cidr.class, new CidrReader()))
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Writes a range as its text. */
    private static final class CidrWriter extends StdSerializer<Cidr> {
        private static final long serialVersionUID = 1L;

        CidrWriter() {
            super(Cidr.class);
        }

        @Override
        public void serialize(Cidr range, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(range.text());
        }
    }

    /** Reads a range from its text. */
    private static final class CidrReader extends StdDeserializer<Cidr> {
        private static final long serialVersionUID = 1L;

        CidrReader() {
            super(Cidr.class);
        }

        @Override
        public Cidr deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("");
            return Cidr.find(text)
                    .orElseThrow(() ->
                            context.weirdStringException(text, Cidr.class, "is no address range such as 10.0.0.0/16"));
        }
    }
}
