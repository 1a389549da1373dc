package io.stockade.web;

import io.stockade.spec.SecureStack;
import java.util.List;

/**
 * All stacks of a service.
 *
 * @param time the service's, which ages are counted from
 * @param problems what is wrong with the service itself, such as a folder that can't be read
 */
public record StackList(String apiVersion, String kind, String time, List<StackObject> items, List<String> problems) {
    public static StackList of(String time, List<StackObject> items, List<String> problems) {
        return new StackList(SecureStack.API_VERSION, SecureStack.KIND + "List", time, items, problems);
    }
}
