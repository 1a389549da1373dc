package io.stockade.aws.call;

import java.util.LinkedHashMap;
import java.util.Map;

/** AWS's ids of the requests that we made last, by which our own calls are known again where AWS tells of them. */
final class RequestIds {
    /** More than a thousand stacks write in the quarter of an hour that CloudTrail may take. */
    private static final int MOST = 20_000;

    private final Map<String, Boolean> ids = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(String id) {
        ids.put(id, true);
    }

    synchronized boolean has(String id) {
        return ids.containsKey(id);
    }
}
