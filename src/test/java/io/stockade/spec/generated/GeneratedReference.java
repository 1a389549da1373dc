package io.stockade.spec.generated;

import io.stockade.spec.shape.Explanation;
import io.stockade.spec.shape.FieldPaths;

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
