package io.stockade.spec.generated;

import io.stockade.spec.shape.Explanation;
import io.stockade.spec.shape.FieldPaths;
import io.stockade.spec.shape.RecordShapes;
import io.stockade.spec.shape.Shape.FieldShape;
import io.stockade.spec.shape.Shape.ListShape;
import io.stockade.spec.shape.Shape.ObjectShape;
import io.stockade.status.StackStatus;

/** The page that lists every field of a manifest. */
final class GeneratedReference {
    private GeneratedReference() {}

    static String generate() {
        StringBuilder page = new StringBuilder("""
                # The manifest, field by field

                Generated from the records in `io.stockade.spec`; `GeneratedFilesTest` says how to make it anew.
                `stockade explain <path>` says the same.
                """);
        for (String path : FieldPaths.fields().keySet()) {
            page.append(section(Explanation.of(path)));
        }
        return page.toString();
    }

    static String status() {
        StringBuilder page = new StringBuilder("""
                # The status, field by field

                Generated from the records in `io.stockade.status`; `GeneratedFilesTest` says how to make it anew.
                The whole is at most 16 KiB; lists have at most 50 entries.
                """);
        fields("status", RecordShapes.of(StackStatus.class), page);
        return page.toString();
    }

    private static void fields(String path, ObjectShape object, StringBuilder page) {
        for (FieldShape field : object.fields()) {
            String at = path + "." + field.name();
            page.append("\n## `" + at + "`\n\n").append(field.description()).append("\n\n- Type: ");
            page.append(field.shape().type()).append("\n");
            if (field.shape() instanceof ObjectShape inner) {
                fields(at, inner, page);
            }
            if (field.shape() instanceof ListShape list && list.item() instanceof ObjectShape item) {
                fields(at + "[]", item, page);
            }
        }
    }

    private static String section(Explanation field) {
        StringBuilder section = new StringBuilder("\n## `" + field.path() + "`\n\n");
        section.append(field.description()).append("\n\n- Type: ").append(field.type());
        section.append(field.required() ? ", required\n" : "\n");
        if (field.defaultValue() != null) {
            section.append("- Default: `").append(field.defaultValue()).append("`\n");
        }
        if (!field.allowed().isEmpty()) {
            section.append("- Allowed: ")
                    .append(String.join(", ", field.allowed()))
                    .append("\n");
        }
        return section.toString();
    }
}
